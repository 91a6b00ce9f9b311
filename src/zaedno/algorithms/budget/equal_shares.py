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

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from zaedno.algorithms.budget.backing import BORDA, POINTS, Backing, backing
from zaedno.algorithms.budget.completion import compared, complete, raised
from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.rising import count
from zaedno.algorithms.budget.shares import FLOOR, Shares
from zaedno.algorithms.budget.telling import told
from zaedno.algorithms.budget.ties import Ties, ties
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
    run = count(backed, share, chain)
    figures: dict[str, Any] = {"share": Fraction(share, backed.parts), "steps": steps}
    if rise:
        figures |= {"ended": rise.why, "counts": rise.runs, "leaps": rise.leaps}
    tell = partial(told, backed, share, chain, run)
    parameters = _parameters(declared, backed, chain)
    outcome = Outcome(election, name, parameters, run.projects, tell, figures)
    if declared.spends_rest:
        outcome = complete(outcome, chain, declared.density)
    return compared(outcome, declared, chain) if declared.comparison else outcome


def _parameters(declared: Shares, backed: Backing, chain: Ties) -> dict[str, Any]:
    told = {**vars(declared), "utility": backed.utility}
    del told["leap"]  # moves no money
    return {**told, "ties": chain.chain, "seed": chain.seed}


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
