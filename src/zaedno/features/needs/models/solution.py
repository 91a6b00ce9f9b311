"""Proposed solutions: what would answer the needs, and how ready it is.

Readiness of a solution says nothing of the maturity of the city: the two are never compared,
averaged or shown on one scale.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, TextsField, texts_filled
from zaedno.core.models import Marked


class Solution(Marked):
    class Horizon(models.TextChoices):
        QUICK_WIN = "quick_win", _("quick win")
        LONG_TERM = "long_term", _("long-term project")

    class Level(models.IntegerChoices):
        IDEA = 1, _("idea")
        DESCRIBED = 2, _("described")
        AGREED = 3, _("agreed with owner and resources")
        PILOTED = 4, _("piloted")
        IN_USE = 5, _("in regular use")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    title = TextsField(max_length=200)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    horizon = models.CharField(max_length=10, choices=Horizon)
    readiness = models.PositiveSmallIntegerField(choices=Level, default=Level.IDEA)
    benefit = models.PositiveSmallIntegerField()
    effort = models.PositiveSmallIntegerField()
    result = TextsField(max_length=600, blank=True)
    resources = TextsField(max_length=600, blank=True)
    needs = models.ManyToManyField(
        "needs.Need", through="needs.Answering", related_name="solutions"
    )
    depends_on = models.ManyToManyField("self", symmetrical=False, related_name="needed_by")
    receipt = ReceiptField()
    proposed_at = models.DateTimeField()

    class Meta:
        constraints = [
            texts_filled("title", name="solution_titled"),
            models.CheckConstraint(condition=Q(readiness__range=(1, 5)), name="solution_readiness"),
            models.CheckConstraint(condition=Q(benefit__range=(1, 5)), name="solution_benefit"),
            models.CheckConstraint(condition=Q(effort__range=(1, 5)), name="solution_effort"),
        ]
        indexes = [models.Index(fields=["city", "horizon", "readiness"], name="solution_list")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("needs:solution", args=[self.pk])


class Answering(models.Model):
    """A solution that answers a need."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey("needs.Need", on_delete=models.PROTECT, related_name="answerings")
    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="answerings")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "solution"], name="answering_once"),
        ]

    def __str__(self) -> str:
        return f"{self.solution_id} answers {self.need_id}"


class Step(models.Model):
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="steps")
    order = models.PositiveSmallIntegerField()
    text = TextsField(max_length=300)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["solution", "order"], name="step_once"),
            texts_filled("text", name="step_written"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Readiness(Marked):
    """One step up or down in readiness, with what shows it."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    solution = models.ForeignKey(Solution, on_delete=models.PROTECT, related_name="history")
    level = models.PositiveSmallIntegerField(choices=Solution.Level)
    shown_by = TextsField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "readiness history"
        constraints = [
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="readiness_level"),
        ]

    def __str__(self) -> str:
        return f"{self.solution_id}: {self.level}"


class Tag(models.Model):
    """A goal of growth that the solution serves, or a technology that it uses."""

    class Kind(models.TextChoices):
        GOAL = "goal", _("goal")
        TECHNOLOGY = "technology", _("technology")

    class Goal(models.TextChoices):
        INTELLIGENT = "intelligent", _("intelligent growth")
        RESPONSIBLE = "responsible", _("socially responsible growth")
        SUSTAINABLE = "sustainable", _("sustainable growth")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    solution = models.ForeignKey(Solution, on_delete=models.CASCADE, related_name="tags")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["solution", "kind", "name"], name="tag_once"),
            models.CheckConstraint(
                condition=~Q(kind="goal")
                | Q(name__in=["intelligent", "responsible", "sustainable"]),
                name="tag_known_goal",
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        return str(self.Goal(self.name).label) if self.kind == self.Kind.GOAL else self.name
