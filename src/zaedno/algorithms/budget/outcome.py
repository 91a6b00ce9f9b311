"""What every rule of a budget gives back: who is funded, in which order, why, and at what cost.

Projects are positions in `Outcome.election.projects`, money is in smallest units (see `election`).
`rounds` tells the count step by step, in order; `reasons` has one entry for every project, so that
“why not mine?” has an answer. The values in a reason fill the braces of its sentence; those named
in `MONEY` are amounts. A rule may put off telling until somebody asks: who is funded is known
before, and what is told later is told of the same count.

>>> from zaedno.algorithms.budget.election import election
>>> e = election([("a", 6), ("b", 5)], budget=10, ballots=[["a"], ["a", "b"]])
>>> told = Told(rounds=(Round(1, 0, True, 4),),
...             reasons=(Reason(FUNDED, {"round": 1}), Reason(NO_FIT, {"needs": 1})))
>>> o = Outcome(e, "greedy", {}, funded=(0,), tell=lambda: told)
>>> o.ids, o.spent, o.left, o.reasons[1].told(str)
(['a'], 6, 4, 'Did not fit: 1 more was needed.')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.ties import KEY_NAMES, Tie
from zaedno.algorithms.faults import mark as _

FUNDED = "funded"
OVERRUN = "funded_overrun"
NO_FIT = "did_not_fit"
NOT_REACHED = "not_reached"
BELOW = "below_threshold"
NO_VOTES = "no_votes"
CONFLICT = "conflict"
TIE_LOST = "tie_lost"
WITHDRAWN = "withdrawn"
COMPLETED = "funded_completing"
LOST = "lost_all_money"
TOO_DEAR = "too_dear"
LOAD_STOP = "load_stop"
OVER_BUDGET = "over_budget"

SENTENCES = {
    FUNDED: _("Funded in round {round}."),
    OVERRUN: _("Funded in round {round}, going {over} over the money that was left."),
    NO_FIT: _("Did not fit: {needs} more was needed."),
    NOT_REACHED: _("Not reached: the count stopped at “{other}”, which did not fit."),
    BELOW: _("Below the threshold: {votes} votes, {threshold} are asked for."),
    NO_VOTES: _("Nobody voted for it."),
    CONFLICT: _("Cannot stand beside “{other}”, which came before it."),
    TIE_LOST: _("Lost a tie against “{other}” by this key: {key}."),
    WITHDRAWN: _("Withdrawn."),
    COMPLETED: _("Funded in round {round}, from the money that was left, by votes."),
    LOST: _(
        "After round {round} its supporters had {money} left between them, {needs} less than it"
        " costs: the rest went to other projects they support."
    ),
    TOO_DEAR: _("All its supporters together have {money}, {needs} less than it costs."),
    LOAD_STOP: _("Not reached: “{other}” was next and did not fit, which ends the count."),
    OVER_BUDGET: _("Costs {needs} more than the whole budget."),
}
MONEY = ("needs", "over", "price", "money", "cost")


@dataclass(frozen=True)
class Reason:
    """Why a project is funded or not: a code, and the values for its sentence in `SENTENCES`."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def told(
        self, money: Callable[[int], str], translate: Callable[[str], str] = lambda s: s
    ) -> str:
        """The sentence, amounts written by `money`."""
        values = {k: money(v) if k in MONEY else v for k, v in self.values.items()}
        if "key" in values:
            values["key"] = translate(KEY_NAMES[values["key"]])
        return translate(SENTENCES[self.code]).format(**values)


@dataclass(frozen=True)
class Round:
    """One step: a project was looked at, `taken` or not, and `left` is the money after it.

    `figures` are the rule's own numbers for this step, such as a price per voter.
    """

    number: int
    project: int
    taken: bool
    left: int
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What a rule tells of its count: the steps, a reason for every project, ties that were met."""

    rounds: tuple[Round, ...]
    reasons: tuple[Reason, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, eq=False)
class Outcome:
    """The result of a rule; `parameters` names everything that moved money.

    `tell` is asked for the rounds, reasons and ties once, when the first of them is needed.
    """

    election: Election
    rule: str
    parameters: Mapping[str, Any]
    funded: tuple[int, ...]
    tell: Callable[[], Told]
    figures: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def told(self) -> Told:
        """Everything there is to tell of the count."""
        return self.tell()

    @property
    def rounds(self) -> tuple[Round, ...]:
        return self.told.rounds

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.told.reasons

    @property
    def ties(self) -> tuple[Tie, ...]:
        return self.told.ties

    @property
    def ids(self) -> list[str]:
        """The funded projects' ids, in the order in which they were funded."""
        return [self.election.projects[p].id for p in self.funded]

    @property
    def spent(self) -> int:
        return sum(self.election.projects[p].cost for p in self.funded)

    @property
    def left(self) -> int:
        """The budget less what is spent; below nothing only where the rule may overrun."""
        return self.election.budget - self.spent


def decided(met: Iterable[Tie], reasons: Sequence[Reason]) -> tuple[Tie, ...]:
    """Ties, each with whether it decided about money: whether one of its projects lost by it."""
    return tuple(
        replace(tie, decisive=any(reasons[p].code == TIE_LOST for p in tie.projects)) for tie in met
    )


def plain(value: Any) -> Any:
    """A value as JSON can hold it: fractions as text `p/q`, so that nothing is rounded.

    >>> plain({"price": Fraction(1, 3), "payers": (1, 2), "whole": Fraction(4)})
    {'price': '1/3', 'payers': [1, 2], 'whole': 4}
    """
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value.item() if hasattr(value, "item") else value


def document(outcome: Outcome) -> dict[str, Any]:
    """The whole outcome as JSON holds it, by ids; money in smallest units, `scale` to one unit.

    >>> from zaedno.algorithms.budget.election import election
    >>> e = election([("a", 6)], budget=10, ballots=[["a"]])
    >>> count = Told((), (Reason(FUNDED, {"round": 1}),))
    >>> told = document(Outcome(e, "greedy", {}, (0,), lambda: count))
    >>> told["funded"], told["spent"], told["projects"][0]["reason"]
    (['a'], 6, {'code': 'funded', 'round': 1})
    """
    election, funded = outcome.election, set(outcome.funded)
    names = [p.id for p in election.projects]
    projects = [
        {"id": p.id, "name": p.name, "cost": p.cost, "votes": votes, "supporters": supporters}
        | {"funded": i in funded, "reason": {"code": reason.code, **reason.values}}
        for i, (p, votes, supporters, reason) in enumerate(
            zip(
                election.projects,
                election.votes().tolist(),
                election.supporters().tolist(),
                outcome.reasons,
                strict=True,
            )
        )
    ]
    rounds = [
        {"round": r.number, "project": names[r.project], "funded": r.taken, "left": r.left}
        | dict(r.figures)
        for r in outcome.rounds
    ]
    met = [
        {"projects": [names[p] for p in t.projects], "keys": t.keys, "round": t.round}
        | {"decisive": t.decisive}
        for t in outcome.ties
    ]
    told = {"rule": outcome.rule, "parameters": outcome.parameters, "voters": election.voters}
    told |= {"budget": election.budget, "scale": election.scale, "currency": election.currency}
    told |= {"funded": outcome.ids, "spent": outcome.spent, "left": outcome.left}
    told |= {"figures": outcome.figures, "projects": projects, "rounds": rounds, "ties": met}
    return plain(told)  # type: ignore[no-any-return]
