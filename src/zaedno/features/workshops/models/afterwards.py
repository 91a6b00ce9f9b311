"""After the meeting: three questions to the participants, an article for everybody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop


class EvaluationReply(Marked):
    """One participant's answers; no person stands here, `once` only keeps it to one each."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="evaluations")
    once = models.CharField(max_length=64)
    useful = models.PositiveSmallIntegerField(null=True)
    heard = models.PositiveSmallIntegerField(null=True)
    again = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "once"], name="evaluated_once"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, 5)}),
                    name=f"evaluation_{name}_scale",
                )
                for name in ("useful", "heard", "again")
            ),
        ]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"


class Overview(Marked):
    """The article with the main insights, drafted from the validated groups of notes."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="overview")
    title = TextsField(max_length=200)
    body = TextsField(max_length=12000)
    due_on = models.DateField()
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [texts_filled("title", name="overview_titled")]

    def __str__(self) -> str:
        return str(self.title)
