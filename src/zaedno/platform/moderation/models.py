"""The shape of every hiding, what moderators read first, and what is kept against floods."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import TextsField, texts_filled


class Rule(models.TextChoices):
    PERSONAL_DATA = "personal_data", pgettext_lazy("rule", "personal data of somebody else")
    INSULT = "insult", pgettext_lazy("rule", "insult or threat")
    UNLAWFUL = "unlawful", pgettext_lazy("rule", "unlawful content")
    SPAM = "spam", pgettext_lazy("rule", "advertising or spam")


class Ruling(models.TextChoices):
    UPHELD = "upheld", pgettext_lazy("ruling", "stays hidden")
    RESTORED = "restored", pgettext_lazy("ruling", "shown again")


class Screening(models.TextChoices):
    """What of a stage moderators read before everybody does."""

    NONE = "none", _("nothing: everything is public at once")
    HINTS = "hints", _("what the hints point at: insults, links, repetitions")
    ALL = "all", _("everything")


class WordList(models.Model):
    """A city's words that may insult: a hint for moderators, in all forms of the words."""

    city = models.OneToOneField("cities.City", on_delete=models.CASCADE, related_name="+")
    words = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.city_id}"


class Spent(models.Model):
    """A solved task that has been used; kept until the task would have run out anyway."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.nonce


class Sender(models.Model):
    """How much a browser without an account sent today. `key` is a keyed hash of browser and day:
    it says nothing about what was sent, and nothing about yesterday."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "key"], name="sender_once")]

    def __str__(self) -> str:
        return f"{self.day}"


class Hiding(models.Model):
    """Something was taken out of sight. The room that hides adds what it was, and the names
    of its constraints (`hiding_holds`)."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=15, choices=Rule)
    facts = TextsField(max_length=500)
    by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_at = models.DateTimeField(null=True)
    ruling = models.CharField(max_length=10, choices=Ruling, blank=True)
    ruling_reason = TextsField(max_length=500, blank=True)
    ruled_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.rule}"


def hiding_holds(name: str) -> list[models.BaseConstraint]:
    """No hiding without facts, and none decided on without a ruling."""
    return [
        texts_filled("facts", name=f"{name}_with_facts"),
        models.CheckConstraint(
            condition=models.Q(ruled_at__isnull=True) | ~models.Q(ruling=""),
            name=f"{name}_ruled",
        ),
    ]
