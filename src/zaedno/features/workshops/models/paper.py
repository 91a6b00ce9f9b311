"""Sheets of paper: which numbers were printed for which step, which were typed in and what with."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from zaedno.core.fields import TextsField
from zaedno.features.workshops.models.event import Workshop

LINES = 5  # what fits on one sheet, with letters that a hand can write
MOST_PRINTED = 200


class PaperSheet(models.Model):
    """One sheet. Its number is typed in once; the row says how much stood on it and nothing else.

    No note and no dot points here: what lay on one sheet was written by one hand, and nobody
    shall be able to put it together again.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveIntegerField()
    step = models.ForeignKey(
        "workshops.AgendaItem", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = TextsField(max_length=200, blank=True, help_text="the step, as it was printed")
    printed_at = models.DateTimeField(null=True)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    notes = models.PositiveSmallIntegerField(default=0)
    dots = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="sheet_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="sheet_numbered"),
            models.CheckConstraint(
                condition=Q(entered_at__isnull=False) | Q(notes=0, dots=0), name="sheet_counted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id}/{self.number}"
