"""A thread about a thing, the comments in it, reactions, reports and hidings."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField
from zaedno.core.models import Marked
from zaedno.platform.moderation import models as moderation
from zaedno.platform.moderation.models import Rule

TEXT_LENGTH = 2000
DEEPEST = 3  # levels that are drawn; who answers deeper stands on the third
STEP = 8  # digits of one level of a path


def thread_address(kind: str, ident: str) -> str:
    return reverse("discussion:thread", args=[kind, ident])


class Thread(models.Model):
    """What is said about one thing. It owns the numbers of its comments and of those who speak."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("discussion", "open")
        CLOSED = "closed", pgettext_lazy("discussion", "closed")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    comments = models.PositiveIntegerField(default=0)
    voices = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "ident"], name="discussion_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident}"

    def get_absolute_url(self) -> str:
        return thread_address(self.kind, self.ident)


class Speaker(models.Model):
    """Whoever writes or reports here: the row that is held while what they sent is counted."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "key"], name="speaker_once")]

    def __str__(self) -> str:
        return f"{self.pk}"


class Comment(Marked):
    """What somebody says. `path` holds its place: eight digits of its number for each level.

    `voice` numbers those who speak within one thread, so that readers tell them apart and nobody
    follows a person from one thread to another.
    """

    class State(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("comment", "public")
        WAITING = "waiting", pgettext_lazy("comment", "waits for a moderator")
        WITHDRAWN = "withdrawn", pgettext_lazy("comment", "withdrawn by its author")
        HIDDEN = "hidden", pgettext_lazy("comment", "hidden")

    class Position(models.TextChoices):
        FOR = "for", pgettext_lazy("position", "for")
        AGAINST = "against", pgettext_lazy("position", "against")
        NEUTRAL = "neutral", pgettext_lazy("position", "neither for nor against")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="said")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replies")
    receipt = ReceiptField()
    root = models.PositiveIntegerField()
    path = models.CharField(max_length=STEP * DEEPEST)
    text = models.TextField(max_length=TEXT_LENGTH)
    cut = models.TextField(blank=True, help_text="how it reads where a part of it is hidden")
    lang = models.CharField(max_length=5)
    position = models.CharField(max_length=10, choices=Position, default=Position.NEUTRAL)
    author = models.CharField(max_length=40)
    voice = models.PositiveIntegerField()
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    official = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PUBLIC)
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread", "path"], name="comment_place_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(official=False) | models.Q(organisation__isnull=True),
                name="comment_one_voice",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "-root", "path"], name="comment_newest"),
            models.Index(fields=["city", "author", "-made_at"], name="comment_author"),
        ]

    def __str__(self) -> str:
        return self.receipt

    def get_absolute_url(self) -> str:
        return reverse("discussion:comment", args=[self.receipt])

    @property
    def depth(self) -> int:
        return len(self.path) // STEP - 1


class Wording(models.Model):
    """How a comment read before it was changed."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField(max_length=TEXT_LENGTH)
    until = models.DateTimeField()

    class Meta:
        ordering = ["until", "id"]

    def __str__(self) -> str:
        return f"{self.comment_id}"


class Reaction(models.Model):
    """One person's one sign under one comment."""

    class Sign(models.TextChoices):
        AGREE = "agree", pgettext_lazy("reaction", "I agree")
        THANKS = "thanks", pgettext_lazy("reaction", "Thanks")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sign = models.CharField(max_length=10, choices=Sign)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="reaction_once")]

    def __str__(self) -> str:
        return self.sign


class Report(models.Model):
    """Somebody says that a comment breaks a rule; who it was stays a fingerprint."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("report of a comment", "waits")
        UPHELD = "upheld", pgettext_lazy("report of a comment", "the comment was hidden")
        DISMISSED = "dismissed", pgettext_lazy("report of a comment", "the comment stays")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    rule = models.CharField(max_length=15, choices=Rule)
    note = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "by"], name="comment_reported_once")
        ]
        indexes = [
            models.Index(
                fields=["city", "made_at"],
                name="comment_report_waits",
                condition=models.Q(state="open"),
            )
        ]

    def __str__(self) -> str:
        return self.rule


class Hiding(moderation.Hiding):
    """A comment was hidden, whole or in `parts`."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="hidings")
    parts = models.JSONField(default=list)

    class Meta(moderation.Hiding.Meta):
        abstract = False
        constraints = moderation.hiding_holds("comment_hiding")
        indexes = [models.Index(fields=["city", "made_at"], name="comment_hiding_year")]
