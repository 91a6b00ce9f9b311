"""The Method of Equal Shares: every voter gets the same share of the budget and pays for projects.

Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities"
(NeurIPS 2021); Peters and Skowron (2020); practice as described at equalshares.net. With voters
i = 1..n, budget B, costs c_p and utilities u_i(p):

    Every voter begins with b_i = B / n. While some project's supporters have its cost between
    them: for each such project let rho_p be the smallest rho with
    sum over its supporters of min(b_i, rho * u_i(p)) = c_p;
    fund the project with the smallest rho_p; each supporter pays min(b_i, rho_p * u_i(p)).

Utilities: `cost` (u = c_p for a supported project: rho_p is the price per voter divided by the
cost, and c_p / price the *effective votes*), `cardinality` (u = 1), `points`, and `borda` (the
points of ordinal ballots). A project without cost is funded as soon as somebody supports it. What
the method leaves over is spent as the declared completion says (`shares`, `completion`). How
exactness is kept is argued in `offers` and `rising`.

>>> from zaedno.algorithms.budget.election import election
>>> ballots = [["a", "b"], ["a", "b"], ["a"], ["c"]]
>>> e = election([("a", 6), ("b", 5), ("c", 4)], 12, ballots)
>>> o = equal_shares(e)
>>> o.ids, o.rounds[0].figures["price"], o.rounds[0].figures["effective"], o.reasons[1].told(str)
(['a'], Fraction(2, 1), Fraction(3, 1), 'After round 1 its supporters had 2 left between them, \
3 less than it costs: the rest went to other projects they support.')
>>> equal_shares(e, Shares(completion="add1u")).ids
['a', 'c']
>>> account(o, {"a": 1, "b": 1}).paid, account(o, {"a": 1, "b": 1}).left
({0: Fraction(2, 1)}, Fraction(1, 1))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from zaedno.algorithms.budget.backing import BORDA, POINTS, Backing, backing
from zaedno.algorithms.budget.completion import compared, complete, raised
from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.offers import Offers
from zaedno.algorithms.budget.outcome import (
    FUNDED,
    LOST,
    NO_VOTES,
    TIE_LOST,
    TOO_DEAR,
    WITHDRAWN,
    Outcome,
    Reason,
    Round,
)
from zaedno.algorithms.budget.purses import Purses
from zaedno.algorithms.budget.shares import FLOOR, Shares
from zaedno.algorithms.budget.ties import Tie, Ties, ties
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

DEFAULT = Shares()


def equal_shares(
    election: Election,
    declared: Shares = DEFAULT,
    chain: Ties | None = None,
    *,
    name: str = "mes",
) -> Outcome:
    """Count by Equal Shares as declared.

    In the result, rounds have the figures `price` (per voter, or per point where voters give
    points; exact, in smallest units), `effective` (cost / price), `before` (what the supporters
    had), `full` and `last` (voters who paid the price in full; who gave the last they had).
    `figures` has the `share` every voter began with, the number of `steps` it was raised by, and
    how many counts that took. `InputFault` where the parameters do not fit the election.
    """
    declared = declared.checked()
    chain = chain or ties(election)
    backed = backing(election, declared.utility)
    rise = raised(backed, declared, chain) if declared.raises else None
    steps = rise.steps if rise else 0
    extra = steps * declared.units(election.scale)
    share = backed.share(extra, declared.start == FLOOR)
    outcome = _Record(backed, share, chain).outcome(name, _parameters(declared, backed, chain))
    figures: dict[str, Any] = {"share": Fraction(share, backed.parts), "steps": steps}
    if rise:
        figures |= {"ended": rise.why, "counts": rise.runs, "leaps": rise.leaps}
    outcome = replace(outcome, figures=figures)
    if declared.spends_rest:
        outcome = complete(outcome, chain, declared.density)
    return compared(outcome, declared, chain) if declared.comparison else outcome


def _parameters(declared: Shares, backed: Backing, chain: Ties) -> dict[str, Any]:
    told = {**vars(declared), "utility": backed.utility}
    del told["leap"]  # moves no money
    return {**told, "ties": chain.chain, "seed": chain.seed}


class _Record:
    """One count with all that is to be told of it, exactly."""

    def __init__(self, backed: Backing, share: int, chain: Ties) -> None:
        self.backed, self.election = backed, backed.election
        self.offers, self.purses = Offers(backed, share, chain), Purses(backed, share)
        self.voters = np.array([side.voters for side in backed.sides])
        self.costs = np.array(backed.rounded)
        self.open = np.zeros(len(self.costs), dtype=bool)  # not funded, could still be
        self.open[[project for _low, project, _price in backed.entries]] = True
        self.lost: dict[int, tuple[int, Fraction]] = {}  # project: round, money left behind it
        self.ties: list[Tie] = []

    def outcome(self, name: str, parameters: Mapping[str, Any]) -> Outcome:
        """Count, and tell it."""
        self.look()
        while (choice := self.offers.choose()) is not None:
            self.offers.pay(choice.offer)
            self.purses.pay(choice.offer.project)
            self.open[choice.offer.project] = False
            if choice.tie:
                self.ties.append(choice.tie)
            self.look()
        funded = tuple(self.offers.funded)
        reasons = self.reasons()
        met = tuple(
            replace(tie, decisive=any(reasons[p].code == TIE_LOST for p in tie.projects))
            for tie in self.ties
        )
        return Outcome(self.election, name, parameters, funded, tuple(self.rounds()), reasons, met)

    def look(self) -> None:
        """Note which projects have just lost the money they need; near cases exactly."""
        behind = self.backed.behind(self.offers.money)
        doubt = 1e-9 * (self.costs + behind) + self.voters * self.offers.most_slack
        for project in np.flatnonzero(self.open & (behind < self.costs + doubt)).tolist():
            money = self.purses.behind(project)
            if money < self.backed.costs[project]:
                self.open[project] = False
                self.lost[project] = len(self.purses.paid), money

    def rounds(self) -> Iterator[Round]:
        """What each round cost whom."""
        left, parts = self.election.budget, self.backed.parts
        for number, paid in enumerate(self.purses.paid, start=1):
            cost = self.election.projects[paid.project].cost
            left -= cost
            price = paid.price / parts
            figures = {
                "price": price,
                "effective": Fraction(cost) / price if price else None,
                "before": paid.before / parts,
                "full": paid.full,
                "last": paid.last,
            }
            yield Round(number, paid.project, True, left, figures)

    def reasons(self) -> tuple[Reason, ...]:
        """Why each project is funded or not."""
        number = {p: i for i, p in enumerate(self.offers.funded, start=1)}
        beaten = {p: (tie.projects[0], tie.round) for tie in self.ties for p in tie.projects[1:]}
        told = []
        for project, own in enumerate(self.election.projects):
            round_, money = self.lost.get(project, (0, Fraction(0)))
            whole = money // self.backed.parts
            values = {"money": whole, "needs": own.cost - whole}
            if project in number:
                told.append(Reason(FUNDED, {"round": number[project]}))
            elif own.withdrawn:
                told.append(Reason(WITHDRAWN))
            elif project not in self.lost:
                told.append(Reason(NO_VOTES))
            elif project in beaten and beaten[project][1] == round_:
                first = beaten[project][0]
                key = self.offers.ties.key(first, project)
                told.append(
                    Reason(TIE_LOST, {"other": self.election.projects[first].id, "key": key})
                )
            elif round_:
                told.append(Reason(LOST, {"round": round_, **values}))
            else:
                told.append(Reason(TOO_DEAR, values))
        return tuple(told)


@dataclass(frozen=True)
class Account:
    """One voter's page: the share, what each funded project cost, and what is left at the end.

    All in smallest units, exact. `gift` names funded projects the voter supported and did not pay
    for: those funded from the rest by votes.
    """

    share: Fraction
    paid: Mapping[int, Fraction]
    left: Fraction
    gift: tuple[int, ...]


def account(outcome: Outcome, points: Mapping[str, int]) -> Account:
    """What a voter with this ballot (project ids with points; approvals are 1) has paid.

    `InputFault` where a project is not known, or where the outcome is not one of Equal Shares.
    """
    place = {p.id: i for i, p in enumerate(outcome.election.projects)}
    for name in points:
        if name not in place:
            raise InputFault(_("There is no project “{found}”."), found=name)
    if (
        "share" not in outcome.figures
        or outcome.figures.get("comparison", {}).get("stands") == "greedy"
    ):
        raise InputFault(_("Only a count by Equal Shares has accounts of voters."))
    counted = outcome.parameters["utility"] in (POINTS, BORDA)
    given = {place[name]: value if counted else 1 for name, value in points.items() if value > 0}
    share = left = outcome.figures["share"]
    paid, gift = {}, []
    for r in outcome.rounds:
        if r.project not in given or not r.taken:
            continue
        if "price" not in r.figures:
            gift.append(r.project)
            continue
        paid[r.project] = min(left, r.figures["price"] * given[r.project])
        left -= paid[r.project]
    return Account(share, paid, left, tuple(gift))
