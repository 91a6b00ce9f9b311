"""What people write in their own words: words of a cloud, answers to an open question."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.poll import Poll

WORD_LENGTH = 60
WORDS = 3  # words or texts of one person, where the facilitator does not say otherwise
REPLY_LENGTH = 280


class CloudWord(models.Model):
    """One word of a cloud with its counter. `key` is what makes two spellings the same word."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="words")
    key = models.CharField(max_length=3 * WORD_LENGTH)
    text = models.CharField(max_length=WORD_LENGTH)
    lang = models.CharField(max_length=5)
    count = models.PositiveIntegerField(default=0)
    hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["-count", "key"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "key"], name="word_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), WORD_LENGTH), name="word_length"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class WordMark(models.Model):
    """That a token said a word, so that nobody says it twice. Destroyed at closing."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    word = models.ForeignKey(CloudWord, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "token", "word"], name="word_mark_once")
        ]

    def __str__(self) -> str:
        return f"{self.word_id}"


class Reply(Marked):
    """An answer to an open question, by nobody: no token, no hour. A moderator shows it."""

    class State(models.TextChoices):
        PENDING = "pending", _("waits for the moderator")
        PUBLISHED = "published", _("published")
        HIDDEN = "hidden", _("hidden by the moderator")

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="replies")
    text = TextsField(max_length=REPLY_LENGTH)
    lang = models.CharField(max_length=5)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)

    class Meta:
        ordering = ["id"]
        constraints = [texts_filled("text", name="reply_said")]

    def __str__(self) -> str:
        return str(self.text)
