"""The minutes: what people changed in their words, decisions of the room, versions given out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop

MOST_TEXT = 8000


class Resolution(Marked):
    """What the room decided, in one sentence. Taken back, it stays readable with its reason."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    text = TextsField(max_length=400)
    noted_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_reason = TextsField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="resolution_once"),
            texts_filled("text", name="resolution_said"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class MinutesEdit(models.Model):
    """One passage as somebody wrote it, in one language. Never changed: the next one follows.

    References to figures stand in it as keys between two private signs (`rules/minutes.py`), so a
    number can't be typed over. An empty text gives the passage back to the records. `basis` is
    the fingerprint of the sentences it was written over.
    """

    class Lang(models.TextChoices):
        BG = "bg", _("Bulgarian")
        EN = "en", _("English")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="minutes_edits")
    passage = models.CharField(max_length=40)
    lang = models.CharField(max_length=5, choices=Lang)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    basis = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "passage", "lang", "number"], name="minutes_edit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.passage} {self.lang} {self.number}"


class MinutesVersion(models.Model):
    """The minutes as they were given out: canonical JSON in every language, and its hash."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        Workshop, on_delete=models.PROTECT, related_name="minutes_versions"
    )
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="minutes_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} v{self.number}"
