"""Dots: who may place how many, where they lie while the vote is open, and what they came to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import keyed_hash
from zaedno.core.models import Marked

DOTS = 5
MOST_DOTS = 20


def token_of(what: str, ident: int, voter: int | str) -> str:
    """Stands for a person (or a seat) in one vote; can't be made without the key kept elsewhere."""
    return keyed_hash(f"{what}:{ident}", str(voter))


class Voting(Marked):
    """One vote with dots in a workshop. There is a result only when it is closed."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed and counted")

    class Counted(models.TextChoices):
        HERE = "here", _("counted by the system")
        PAPER = "paper", _("counted on paper and entered")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, related_name="votings"
    )
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    counted = models.CharField(max_length=8, choices=Counted, default=Counted.HERE)
    dots = models.PositiveSmallIntegerField(default=DOTS)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    could_vote = models.PositiveIntegerField(default=0)
    did_vote = models.PositiveIntegerField(null=True)
    on_paper = models.PositiveIntegerField(default=0, help_text="of them, sheets of paper")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop"],
                condition=models.Q(state="open"),
                name="voting_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(dots__gte=1, dots__lte=MOST_DOTS), name="voting_dots"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", did_vote__isnull=True)
                | models.Q(state="closed", did_vote__isnull=False, closed_at__isnull=False),
                name="voting_counted_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id}: {self.state}"


class Voter(models.Model):
    """One place on the roll, frozen when the vote opens: a token, never a person.

    This row owns the limit: whoever places a dot holds it. It is destroyed at closing.
    """

    voting = models.ForeignKey(Voting, on_delete=models.CASCADE, related_name="roll")
    token = models.CharField(max_length=64)
    limit = models.PositiveSmallIntegerField()
    used = models.PositiveSmallIntegerField(default=0)
    paper = models.BooleanField(default=False, help_text="a sheet, on the seat of somebody here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voting", "token"], name="voter_once"),
            models.CheckConstraint(
                condition=models.Q(used__lte=models.F("limit")), name="voter_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.used}/{self.limit}"

    @property
    def left(self) -> int:
        return self.limit - self.used


class Dot(models.Model):
    """How many dots a token laid on a note. Destroyed at closing."""

    voting = models.ForeignKey(Voting, on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    note = models.ForeignKey("workshops.Note", on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voting", "token", "note"], name="dot_once"),
            models.CheckConstraint(condition=models.Q(count__gte=1), name="dot_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.count}"


class Tally(models.Model):
    """The result: how many dots a note got, and how many of them from paper. Knows no token.

    `paper` is unknown where fewer than five sheets voted: it would tell what one of them chose.
    """

    voting = models.ForeignKey(Voting, on_delete=models.PROTECT, related_name="tallies")
    note = models.ForeignKey("workshops.Note", on_delete=models.PROTECT, related_name="tallies")
    dots = models.PositiveIntegerField()
    paper = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [models.UniqueConstraint(fields=["voting", "note"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.dots}"
