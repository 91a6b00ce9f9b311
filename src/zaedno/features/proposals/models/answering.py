"""Until when the city answers, what it asks back meanwhile."""

from __future__ import annotations

from django.db import models

from zaedno.core.fields import SealedField, TextsField
from zaedno.features.proposals.models.proposal import Proposal

QUESTION_LENGTH = 1000


class AnswerRule(models.Model):
    """The days and the unit for proposals on a topic; without a topic, for all others."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField()
    commit_days = models.PositiveSmallIntegerField()
    unit = TextsField(max_length=200, blank=True)
    mailbox = SealedField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "theme"], name="answer_rule_once"),
            models.UniqueConstraint(
                fields=["city"],
                condition=models.Q(theme__isnull=True),
                name="answer_rule_for_others_once",
            ),
            models.CheckConstraint(
                condition=models.Q(days__gt=0, commit_days__gt=0), name="answer_rule_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.days}"


class Inquiry(models.Model):
    """The unit asks the authors something; meanwhile the clock of the answer stands still."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="inquiries")
    text = models.CharField(max_length=QUESTION_LENGTH)
    lang = models.CharField(max_length=5)
    asked_at = models.DateTimeField()
    reply = models.CharField(max_length=QUESTION_LENGTH, blank=True)
    ended_at = models.DateTimeField(null=True)
    stood = models.PositiveSmallIntegerField(default=0)  # working days the clock stood still

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(ended_at__isnull=True),
                name="inquiry_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
