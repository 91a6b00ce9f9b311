"""What the city needs, as workshops, reports and surveys brought it out."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.cities.choices import Scope


class Need(Marked):
    """A need, a priority, a challenge or an opportunity; `board` is the question it answered.

    `importance` and `feasibility` are two ratings from 1 to 5 given by a person; their product
    is one way of ranking, the dots of the group it grew out of are the other.
    """

    class Board(models.TextChoices):
        NEED = "need", _("need")
        PRIORITY = "priority", _("priority")
        CHALLENGE = "challenge", _("challenge")
        OPPORTUNITY = "opportunity", _("opportunity")

    class State(models.TextChoices):
        RECORDED = "recorded", _("recorded")
        VALIDATED = "validated", _("validated")
        ANSWERED = "answered", _("has a proposed solution")
        CLOSED = "closed", _("closed")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    text = TextsField(max_length=300)
    board = models.CharField(max_length=12, choices=Board, default=Board.NEED)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=3, choices=Scope, blank=True)
    importance = models.PositiveSmallIntegerField(null=True)
    feasibility = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.RECORDED)
    receipt = ReceiptField()
    recorded_at = models.DateTimeField()
    validated_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            texts_filled("text", name="need_written"),
            models.CheckConstraint(
                condition=Q(importance__isnull=True) | Q(importance__range=(1, 5)),
                name="need_importance",
            ),
            models.CheckConstraint(
                condition=Q(feasibility__isnull=True) | Q(feasibility__range=(1, 5)),
                name="need_feasibility",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(close_reason=""), name="need_closed_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["city", "board", "state"], name="need_list")]

    def __str__(self) -> str:
        return str(self.text)

    def get_absolute_url(self) -> str:
        return reverse("needs:need", args=[self.pk])

    @property
    def weight(self) -> int | None:
        """Importance times feasibility, where both were rated."""
        if self.importance is None or self.feasibility is None:
            return None
        return self.importance * self.feasibility
