"""Questions and answers: what participants ask the city, and what the city asks them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop

QUESTION_LENGTH = 140
ANSWER_LENGTH = 1000


class QuestionDesk(models.Model):
    """Whether participants may ask now, and whether a moderator reads first. One per workshop."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="+")
    taking = models.BooleanField(default=False)
    moderated = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.workshop_id}"


class Question(Marked):
    """One question and its answer. A participant's is anonymous: no token, no hour is kept."""

    class AskedBy(models.TextChoices):
        PARTICIPANTS = "people", _("asked by participants")
        CITY = "city", _("asked by the city")

    class State(models.TextChoices):
        PENDING = "pending", _("waits for the moderator")
        OPEN = "open", _("not answered yet")
        ANSWERED = "answered", _("answered")
        HIDDEN = "hidden", _("hidden by the moderator")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="questions")
    asked_by = models.CharField(max_length=8, choices=AskedBy)
    kind = models.ForeignKey(
        "people.StakeholderKind",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="whom the city asks; empty: everybody",
    )
    text = TextsField(max_length=QUESTION_LENGTH)
    lang = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    pinned = models.BooleanField(default=False)
    likes = models.PositiveIntegerField(default=0)
    answer = TextsField(max_length=ANSWER_LENGTH, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pinned", "-likes", "id"]
        constraints = [
            texts_filled("text", name="question_asks"),
            models.CheckConstraint(
                condition=~models.Q(state="answered") | models.Q(answered_at__isnull=False),
                name="question_answered_some_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Like(models.Model):
    """That a token wants a question answered: once for each question."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "token"], name="like_once")]

    def __str__(self) -> str:
        return f"{self.question_id}"
