"""What a workshop found: frozen snapshots, versions of the result, and corrections to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, TextsField
from zaedno.features.workshops.models.event import Workshop


class Snapshot(models.Model):
    """Notes, groups and votes as they stood: canonical JSON and its hash. Never changed."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="snapshot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id}/{self.number} {self.sha256[:12]}"


class ResultVersion(models.Model):
    """A version of the result package; each stands on one snapshot and stays visible."""

    class State(models.TextChoices):
        DRAFT = "draft", _("in draft")
        VALIDATED = "validated", _("validated by those who took part")
        PUBLISHED = "published", _("made public")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    note = TextsField(max_length=500, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="result_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} v{self.number} {self.state}"


class Correction(models.Model):
    """A participant says what is wrong in the draft; each one is answered before validation."""

    class About(models.TextChoices):
        NOTES = "notes", _("a note")
        CLUSTERS = "clusters", _("a group of notes")
        RANKING = "ranking", _("the vote")
        PARTICIPANTS = "participants", _("who took part")
        MINUTES = "minutes", _("the minutes")
        OTHER = "other", _("something else")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        TAKEN = "taken", _("taken over")
        REFUSED = "refused", _("not taken over")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="corrections")
    version = models.ForeignKey(ResultVersion, on_delete=models.PROTECT, related_name="corrections")
    receipt = ReceiptField()
    about = models.CharField(max_length=12, choices=About)
    text = models.CharField(max_length=600)
    lang = models.CharField(max_length=5)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    filed_at = models.DateTimeField()
    answer = TextsField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["filed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(answered_at__isnull=False),
                name="correction_answered",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt
