"""After the meeting: questions to those who took part, an article for everybody."""

from __future__ import annotations

from django.db import models

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop


class Evaluation(Marked):
    """What those who took part are asked about one meeting: a form of the engine.

    It closes some days after the meeting; then nothing tells any more whose an answer was. The
    mark says whether answers of a demo stand among the replies.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="evaluation")
    form = models.OneToOneField("forms.Form", null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"evaluation of {self.workshop_id}"


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
