"""What a workshop wants to reach, how its minutes are spent, and how its date moved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, WhenField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.choices import Method, Output
from zaedno.features.workshops.methods import Part
from zaedno.features.workshops.models.event import Workshop


class Objective(Marked):
    """What the workshop is for (an objective) or what it asks (at most three questions)."""

    class Kind(models.TextChoices):
        OBJECTIVE = "objective", _("objective")
        QUESTION = "question", _("question")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="objectives")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OBJECTIVE)
    text = TextsField(max_length=400)

    class Meta:
        ordering = ["position", "id"]
        constraints = [texts_filled("text", name="objective_filled")]

    def __str__(self) -> str:
        return str(self.text)


class AgendaItem(Marked):
    """A part of the meeting. The minutes of all parts sum to the slot (rules/agenda.py)."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=30, choices=Method, default=Method.OTHER)
    title = TextsField(max_length=200)
    output = models.CharField(max_length=20, choices=Output, blank=True)
    boards = models.JSONField(default=list, help_text="kinds of `Board`")
    rooms = models.PositiveSmallIntegerField(null=True)
    dots = models.PositiveSmallIntegerField(null=True)
    tell = TextsField(max_length=1000, blank=True, help_text="what participants read")
    script = TextsField(max_length=1000, blank=True, help_text="for the facilitator")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "position"], name="agenda_position_once"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="agenda_takes_time"),
            texts_filled("title", name="agenda_titled"),
        ]

    def __str__(self) -> str:
        return f"{self.minutes}: {self.title}"

    @property
    def took(self) -> int | None:
        """How many minutes it took; None where nobody noted its end."""
        if self.began_at is None or self.ended_at is None:
            return None
        return round((self.ended_at - self.began_at).total_seconds() / 60)

    @property
    def part(self) -> Part:
        """As the rules and the method's template compare it."""
        return Part(
            minutes=self.minutes,
            method=self.method,
            title=self.title,
            output=self.output,
            boards=tuple(self.boards),
            rooms=self.rooms,
            dots=self.dots,
            tell=self.tell,
            script=self.script,
        )


class DateChange(models.Model):
    """The planned date moved: from when to when, and why."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="date_changes")
    before = WhenField(null=True)
    after = WhenField()
    reason = TextsField(max_length=300)
    made_at = models.DateTimeField()
    told = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [texts_filled("reason", name="date_change_reasoned")]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"
