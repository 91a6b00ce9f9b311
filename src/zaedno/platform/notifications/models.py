"""Letters that leave the house, and who follows what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import SealedField


class Message(models.Model):
    """A letter: written in the same transaction as the deed, sent by the worker.

    Address and text are sealed; outside the demo they are wiped when the letter has left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        STUCK = "stuck", _("stuck")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    to = SealedField(blank=True)
    lang = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = SealedField(blank=True)
    kind = models.CharField(max_length=60)
    stop_url = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="message_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["city", "state", "-id"], name="message_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class Follow(models.Model):
    """Somebody who wants news of a thing, a topic or a district: a person, or an address.

    An address is kept apart from whatever its owner wrote: sealed, found by its keyed hash,
    and silent until it is confirmed from the letter-box.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for confirmation")
        ACTIVE = "active", _("active")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.CASCADE, related_name="follows"
    )
    address = SealedField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    lang = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, address_hash="")
                | models.Q(person__isnull=True) & ~models.Q(address_hash=""),
                name="follow_by_one",
            ),
            models.UniqueConstraint(
                fields=["city", "kind", "ident", "person"],
                condition=models.Q(person__isnull=False),
                name="follow_once_by_person",
            ),
            models.UniqueConstraint(
                fields=["city", "kind", "ident", "address_hash"],
                condition=models.Q(person__isnull=True),
                name="follow_once_by_address",
            ),
        ]
        indexes = [models.Index(fields=["kind", "ident", "state"], name="follow_subject")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident} {self.state}"


class LastSeen(models.Model):
    """The state in which a thing was last told about, so that only real moves are told."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    status = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "ident"], name="last_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident} {self.status}"
