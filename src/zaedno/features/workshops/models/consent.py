"""A consent round: a proposal, where people stand on it, objections open until answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop

PROPOSAL_LENGTH = 500
OBJECTION_LENGTH = 280


class ConsentRound(Marked):
    """One proposal asked for consent. It is adopted only when no objection is open."""

    class State(models.TextChoices):
        OPEN = "open", _("open, everybody says where they stand")
        CLOSED = "closed", _("closed, objections open")
        ADOPTED = "adopted", _("adopted by consent")
        DROPPED = "dropped", _("not adopted")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="consent_rounds")
    proposal = TextsField(max_length=PROPOSAL_LENGTH)
    number = models.PositiveSmallIntegerField(default=1)
    earlier = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="later"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    could_answer = models.PositiveIntegerField(null=True)
    agree = models.PositiveIntegerField(null=True)
    live_with = models.PositiveIntegerField(null=True)
    object = models.PositiveIntegerField(null=True)
    groups = models.JSONField(default=dict, help_text="{kind: {stand: n}} of large enough kinds")

    class Meta:
        ordering = ["-id"]
        constraints = [
            texts_filled("proposal", name="round_proposes"),
            models.CheckConstraint(
                condition=models.Q(state="open") | models.Q(closed_at__isnull=False),
                name="round_counted_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.proposal)

    @property
    def answered(self) -> int:
        return (self.agree or 0) + (self.live_with or 0) + (self.object or 0)


class Stand(models.Model):
    """Where a token stands while the round is open. Destroyed at closing."""

    class Value(models.TextChoices):
        AGREE = "agree", _("agree")
        LIVE_WITH = "live", _("can live with")
        OBJECT = "object", _("object")

    round = models.ForeignKey(ConsentRound, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    kind = models.ForeignKey(
        "people.StakeholderKind", null=True, on_delete=models.CASCADE, related_name="+"
    )
    value = models.CharField(max_length=6, choices=Value)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "token"], name="stand_once")]

    def __str__(self) -> str:
        return self.value


class Objection(Marked):
    """Why somebody objects, by nobody's name. Open until it is answered."""

    round = models.ForeignKey(ConsentRound, on_delete=models.PROTECT, related_name="objections")
    reason = TextsField(max_length=OBJECTION_LENGTH)
    lang = models.CharField(max_length=5)
    answer = TextsField(max_length=OBJECTION_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [texts_filled("reason", name="objection_has_a_reason")]

    def __str__(self) -> str:
        return str(self.reason)
