"""A debate, its map of arguments, how much each weighs, and the summing-up with its sources."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.moderation import models as moderation

TEXT_LENGTH = 300
SOURCE_LENGTH = 300
DEEPEST = 3  # levels of the map: an argument, one under it, and one more


class Side(models.TextChoices):
    FOR = "for", pgettext_lazy("side of an argument", "for")
    AGAINST = "against", pgettext_lazy("side of an argument", "against")


class Debate(Marked):
    """A question with two sides, weighed in a stage of a process."""

    class Scale(models.TextChoices):
        WEIGHT = "weight", pgettext_lazy("scale", "how much it weighs, from 1 to 5")
        AGREE = "agree", pgettext_lazy("scale", "it counts, or it does not belong here")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey("processes.Process", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    question = TextsField(max_length=300)
    intro = TextsField(max_length=2000, blank=True)
    word_for = TextsField(max_length=60, blank=True)
    word_against = TextsField(max_length=60, blank=True)
    scale = models.CharField(max_length=10, choices=Scale, default=Scale.WEIGHT)
    veiled = models.BooleanField(default=False, help_text="no weights are shown until the close")
    made_at = models.DateTimeField()
    summed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [texts_filled("question", name="debate_asks")]

    def __str__(self) -> str:
        return str(self.question)

    def get_absolute_url(self) -> str:
        return reverse("debates:debate", args=[self.receipt])


class Seat(models.Model):
    """A person in a debate: the row that is held while what they say is counted."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="seats")
    key = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["debate", "key"], name="debate_seat_once")]

    def __str__(self) -> str:
        return f"{self.debate_id}"


class Argument(Marked):
    """One short thought for or against: the question, or the argument it stands under."""

    class State(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("argument", "public")
        WAITING = "waiting", pgettext_lazy("argument", "waits for a moderator")
        WITHDRAWN = "withdrawn", pgettext_lazy("argument", "withdrawn by its author")
        MERGED = "merged", pgettext_lazy("argument", "goes on in another one")
        HIDDEN = "hidden", pgettext_lazy("argument", "hidden")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    debate = models.ForeignKey(Debate, on_delete=models.PROTECT, related_name="arguments")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="under")
    receipt = ReceiptField()
    side = models.CharField(max_length=10, choices=Side)
    text = models.CharField(max_length=TEXT_LENGTH)
    source = models.URLField(max_length=SOURCE_LENGTH, blank=True)
    lang = models.CharField(max_length=5)
    author = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.PUBLIC)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    weighers = models.PositiveIntegerField(default=0)
    weight = models.PositiveIntegerField(default=0, help_text="the sum of what was given")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="argument_says_something"),
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(merged_into__isnull=False),
                name="argument_merged_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["debate", "state"], name="argument_debate"),
            models.Index(fields=["author"], name="argument_author"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("debates:argument", args=[self.receipt])


class Weight(models.Model):
    """How much one argument weighs for one person; 0 says that it does not belong here."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="weights")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["argument", "person"], name="weight_once"),
            models.CheckConstraint(condition=models.Q(value__lte=5), name="weight_up_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.argument_id}"


class Line(models.Model):
    """One sentence of the summing-up, resting on arguments."""

    class Kind(models.TextChoices):
        SHARED = "shared", pgettext_lazy("summing-up", "Both sides agree")
        FOR = "for", pgettext_lazy("summing-up", "What speaks for it")
        AGAINST = "against", pgettext_lazy("summing-up", "What speaks against it")
        MINORITY = "minority", pgettext_lazy("summing-up", "What few said and is kept")
        OPEN = "open", pgettext_lazy("summing-up", "What stays open")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    debate = models.ForeignKey(Debate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = TextsField(max_length=400)
    sources = models.ManyToManyField(Argument, related_name="lines")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["debate", "position"], name="debate_line_once"),
            texts_filled("text", name="debate_line_says"),
        ]

    def __str__(self) -> str:
        return str(self.text)


class Hiding(moderation.Hiding):
    """An argument was hidden."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="hidings")

    class Meta(moderation.Hiding.Meta):
        abstract = False
        constraints = moderation.hiding_holds("argument_hiding")
