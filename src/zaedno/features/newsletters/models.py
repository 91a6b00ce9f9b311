"""Newsletters and who asked for them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import SealedField, TextsField, texts_filled
from zaedno.core.models import Marked


class Subscriber(models.Model):
    """Somebody who asked for newsletters. The row is all we keep of it, and goes when they end it.

    `consent` is the sentence they agreed to, `confirmed_at` when: the evidence, and nothing more.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("subscriber", "waiting for confirmation")
        ACTIVE = "active", pgettext_lazy("subscriber", "active")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    address = SealedField()
    address_hash = models.CharField(max_length=64)
    lang = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    consent = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "address_hash"], name="subscriber_once"),
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(confirmed_at__isnull=False),
                name="subscriber_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"


class Wish(models.Model):
    """A topic or a district somebody wants newsletters about, beside those for everybody."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="wishes")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "kind", "ident"], name="wish_once"),
        ]
        indexes = [models.Index(fields=["kind", "ident"], name="wish_of")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident}"


class Newsletter(Marked):
    """A letter of the city to those who asked for such letters. `cursor`: the last one taken up."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("newsletter", "draft")
        PLANNED = "planned", pgettext_lazy("newsletter", "planned")
        SENDING = "sending", pgettext_lazy("newsletter", "being sent")
        SENT = "sent", pgettext_lazy("newsletter", "sent")

    class Audience(models.TextChoices):
        ALL = "all", _("all subscribers")
        TOPIC = "cities.theme", _("those who chose a topic")
        DISTRICT = "cities.district", _("those who chose a district")
        PROCESS = "processes.process", _("those who follow a process")
        STAKEHOLDERS = "stakeholders", _("representatives of a kind of organisation")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    title = TextsField(max_length=150)
    lead = TextsField(max_length=600, blank=True)
    audience = models.CharField(max_length=30, choices=Audience, default=Audience.ALL)
    ident = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    cursor = models.BigIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            texts_filled("title", name="newsletter_titled"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(send_at__isnull=False),
                name="newsletter_planned",
            ),
        ]
        indexes = [models.Index(fields=["city", "state", "send_at"], name="newsletter_due")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("newsletters:letter", args=[self.pk])


class Block(models.Model):
    """A part of a newsletter: words of ours, or a public thing that the reader may open."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    text = TextsField(max_length=3000, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    ident = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="") | ~models.Q(ident=""), name="block_of_a_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newsletter_id}:{self.position}"
