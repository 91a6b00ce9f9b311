"""Pairs of notes: those waved off as not alike, and those that became a strategy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.board import Cluster, Note
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


STRATEGY_LENGTH = 280


class Strategy(Marked):
    """What follows when an inner side (strength, weakness) meets an outer one: TOWS.

    Each side is a note or a group. A strategy is dropped, never deleted.
    """

    class Quadrant(models.TextChoices):
        SO = "so", _("use strengths for opportunities")
        WO = "wo", _("mend weaknesses through opportunities")
        ST = "st", _("meet threats with strengths")
        WT = "wt", _("keep weaknesses away from threats")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="strategies")
    quadrant = models.CharField(max_length=2, choices=Quadrant)
    inner_note = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    inner_group = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")
    outer_note = models.ForeignKey(Note, null=True, on_delete=models.PROTECT, related_name="+")
    outer_group = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")
    text = TextsField(max_length=STRATEGY_LENGTH)
    dropped = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "strategies"
        ordering = ["quadrant", "id"]
        constraints = [
            texts_filled("text", name="strategy_said"),
            models.CheckConstraint(
                condition=models.Q(inner_note__isnull=True) ^ models.Q(inner_group__isnull=True),
                name="strategy_one_inner_side",
            ),
            models.CheckConstraint(
                condition=models.Q(outer_note__isnull=True) ^ models.Q(outer_group__isnull=True),
                name="strategy_one_outer_side",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)
