"""Polls of a workshop, the shared vision among them: secret answers, counts when they close."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked

FEWEST = 5  # a result of fewer answers is not shown


class Stance(models.TextChoices):
    """The three answers of the consent poll on the shared vision."""

    AGREE = "3", _("agree")
    LIVE_WITH = "2", _("can live with")
    DISAGREE = "1", _("disagree")


class Poll(Marked):
    class Kind(models.TextChoices):
        SINGLE = "single", _("one answer")
        MULTIPLE = "multiple", _("several answers")
        SCALE = "scale", _("scale from 1 to 5")
        RANKING = "ranking", _("ranking")
        HUNDRED = "hundred", _("100 points")
        CLOUD = "cloud", _("word cloud")
        TEXT = "text", _("open text")
        QUIZ = "quiz", _("quiz")
        MATRIX = "matrix", _("benefit and effort")
        CONSENT = "consent", _("shared vision")

    class State(models.TextChoices):
        PLANNED = "planned", _("not open yet")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed and counted")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, related_name="polls"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    question = TextsField(max_length=300)
    choices = models.JSONField(default=list, help_text="texts of the answers, first is value 1")
    axes = models.JSONField(default=list, help_text="for a matrix: benefit, effort")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    open_list = models.BooleanField(default=False)
    counted = models.CharField(max_length=8, default="here")
    could_answer = models.PositiveIntegerField(null=True)
    answered = models.PositiveIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    most = models.PositiveSmallIntegerField(
        default=0, help_text="answers, words or texts for each person; 0 is as many as there are"
    )
    right = models.PositiveSmallIntegerField(null=True, help_text="the right answer of a quiz")
    stopped = models.JSONField(default=list, help_text="match keys of words a moderator refused")
    round = models.PositiveSmallIntegerField(default=1)
    earlier = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="later"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            texts_filled("question", name="poll_asks"),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(answered__isnull=False),
                name="poll_counted_when_closed",
            ),
            models.UniqueConstraint(
                fields=["workshop"], condition=models.Q(state="open"), name="poll_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True) | models.Q(state="closed"),
                name="poll_published_when_closed",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="quiz") | models.Q(right__gte=1),
                name="poll_quiz_knows_the_answer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)


class PollItem(Marked):
    """What is answered: the question itself, an option, a row of the matrix, a statement.

    `result` is written at closing: `{"n": 23, "counts": {"3": 18}}`, for a matrix with `medians`
    and `axes`; `groups` holds the same for each kind of organisation that is large enough.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    text = TextsField(max_length=300)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    cluster = models.ForeignKey(
        "workshops.Cluster", null=True, on_delete=models.PROTECT, related_name="+"
    )
    result = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="poll_item_once"),
            texts_filled("text", name="poll_item_said"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class PollSheet(models.Model):
    """One token's sheet of answers: the row that is held; destroyed at closing.

    `kind` is the kind of organisation behind it, for results side by side; `used` counts words
    and texts, which lie under no token that could be read.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    kind = models.ForeignKey(
        "people.StakeholderKind", null=True, on_delete=models.CASCADE, related_name="+"
    )
    used = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "token"], name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.poll_id}"


class PollAnswer(models.Model):
    """A secret answer. Destroyed at closing, when only the counts stay."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(PollItem, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    axis = models.CharField(max_length=12, blank=True)
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "token", "item", "axis"], name="poll_answer_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id}"


class Dissent(Marked):
    """Why somebody does not agree with a statement; kept beside the counts, by nobody."""

    item = models.ForeignKey(PollItem, on_delete=models.CASCADE, related_name="dissent")
    text = TextsField(max_length=200)
    lang = models.CharField(max_length=5)

    class Meta:
        ordering = ["id"]
        constraints = [texts_filled("text", name="dissent_said")]

    def __str__(self) -> str:
        return str(self.text)
