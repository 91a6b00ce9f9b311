"""A report on the city's maturity: what it is about, who wrote what, and its frozen versions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, TextsField, WhenField, texts_filled
from zaedno.core.models import Marked


class Report(Marked):
    """The numbers come from the rooms; the summary and the next steps are written by a person."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("report", "draft")
        OPEN = "open", pgettext_lazy("report", "draft open for objections")
        APPROVED = "approved", pgettext_lazy("report", "approved")
        FROZEN = "frozen", pgettext_lazy("report", "frozen and published")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    slug = models.SlugField(max_length=80)
    title = TextsField(max_length=200)
    as_of = models.DateField()
    events = models.JSONField(default=list)
    assessment_id = models.CharField(max_length=40, blank=True)
    summary = TextsField(max_length=6000, blank=True)
    method = TextsField(max_length=4000, blank=True)
    next_steps = TextsField(max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    objections_until = WhenField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-as_of", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="report_once"),
            texts_filled("title", name="report_title"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def tone(self) -> str:
        return {"frozen": "done", "approved": "now", "open": "now"}.get(self.state, "")


class ReportVersion(Marked):
    """What was approved, word for word, in every language; it no longer follows the data."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"
