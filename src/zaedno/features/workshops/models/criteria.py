"""Priorities: options scored by weighted criteria, and ideas compared two at a time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.board import Cluster
from zaedno.features.workshops.models.event import Workshop

MOST_CRITERIA = 8
MOST_OPTIONS = 12
MOST_IDEAS = 60
WEIGHT_DOTS = 10  # dots of one person for the weights of all criteria together


class State(models.TextChoices):
    PLANNED = "planned", _("prepared, not open")
    OPEN = "open", _("answers are taken")
    CLOSED = "closed", _("answers are counted")


class Priorities(Marked):
    """One question about priorities, of either kind. `result` is written at closing."""

    class Kind(models.TextChoices):
        CRITERIA = "criteria", _("criteria and weights")
        PAIRS = "pairs", _("two at a time")

    class Weights(models.TextChoices):
        DOTS = "dots", _("by dots of those who answer")
        DIRECT = "direct", _("set by the facilitator")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="priorities")
    kind = models.CharField(max_length=8, choices=Kind)
    weights = models.CharField(max_length=6, choices=Weights, default=Weights.DOTS)
    question = TextsField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    answered = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["id"]
        constraints = [
            texts_filled("question", name="priorities_ask"),
            models.CheckConstraint(
                condition=~models.Q(state="closed")
                | models.Q(answered__isnull=False, closed_at__isnull=False),
                name="priorities_counted_when_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(state="closed"),
                name="priorities_published_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)


class Criterion(models.Model):
    """What options are scored by; `weight` only where the facilitator sets it."""

    priorities = models.ForeignKey(Priorities, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    text = TextsField(max_length=120)
    weight = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["priorities", "number"], name="criterion_once"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Option(models.Model):
    """What is put in order: an option of the criteria, an idea of the pairs."""

    priorities = models.ForeignKey(Priorities, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    text = TextsField(max_length=140)
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["priorities", "number"], name="option_once"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class PrioritySheet(models.Model):
    """One token's answers; destroyed at closing. `kind` is for results side by side.

    Criteria: `{"weights": {criterion: dots}, "scores": {"criterion-option": 1…5}}`.
    Pairs: `{"pairs": [[left, right, chosen or null]]}`, all by number.
    """

    priorities = models.ForeignKey(Priorities, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    kind = models.ForeignKey(
        "people.StakeholderKind", null=True, on_delete=models.CASCADE, related_name="+"
    )
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["priorities", "token"], name="priority_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.priorities_id}"
