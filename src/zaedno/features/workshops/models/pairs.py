"""Pairs of notes that were waved off as not alike."""

from __future__ import annotations

from django.db import models

from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.event import Workshop


class WavedPair(models.Model):
    """Two notes that look alike and are not: they are not proposed again."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    first = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="waved_pair_once"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="waved_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
