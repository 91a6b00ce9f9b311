"""Spend what Equal Shares leaves over, and hold the result against the greedy one.

Equal Shares alone left 33 % of the money in Warszawa in 2026 and 96 % in Wrocław in 2017: cities
need a completion. `shares` names the choices; `rising` raises the shares; here the rest is spent
by votes, and the comparison is made that some cities promise their voters.

>>> from zaedno.algorithms.budget.election import election
>>> e = election([("a", 6), ("b", 5)], 10, [["a"], ["a", "b"], ["b"], ["b"]])
>>> prefer(e, (0,), (1,)), excluded(e, (0,)), excluded(e, (1,))
((1, 2), 2, 1)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from zaedno.algorithms.budget.backing import Backing
from zaedno.algorithms.budget.election import Election, Whole
from zaedno.algorithms.budget.greedy import Greedy, greedy
from zaedno.algorithms.budget.outcome import (
    COMPLETED,
    TIE_LOST,
    Outcome,
    Reason,
    Told,
)
from zaedno.algorithms.budget.rising import Raised, Run, raise_shares
from zaedno.algorithms.budget.shares import APPROVED, SUPPORTED, Shares
from zaedno.algorithms.budget.ties import Ties


def raised(backing: Backing, declared: Shares, chain: Ties) -> Raised:
    """How far the shares can be raised under the declared parameters."""
    election = backing.election
    costs = election.costs
    open_to = np.array([not p.withdrawn for p in election.projects], dtype=bool)
    if declared.fits == SUPPORTED:
        open_to &= election.supporters() > 0

    def fits(run: Run) -> bool:
        unfunded = open_to.copy()
        unfunded[list(run.projects)] = False
        return bool((costs[unfunded] <= election.budget - run.cost).any())

    return raise_shares(
        backing,
        chain,
        declared.units(election.scale),
        fits,
        whole=declared.start == "floor",
        exhaustive=declared.exhaustive,
        leap=declared.leap,
    )


def complete(outcome: Outcome, chain: Ties, density: bool = False) -> Outcome:
    """Fund more projects, by votes, from the money an outcome leaves."""
    more = greedy(
        outcome.election,
        Greedy(density=density),
        chain,
        left=outcome.left,
        without=outcome.funded,
    )
    funded = outcome.funded + more.funded
    return replace(outcome, funded=funded, tell=partial(_completed, outcome, more))


def _completed(outcome: Outcome, more: Outcome) -> Told:
    """What both counts tell, as one."""
    first = len(outcome.rounds)
    number = {p: first + i for i, p in enumerate(more.funded, start=1)}
    rounds = tuple(
        replace(r, number=number[r.project], figures={**r.figures, "completing": True})
        for r in more.rounds
        if r.taken
    )
    reasons = list(outcome.reasons)
    for project, reason in enumerate(more.reasons):
        if project in number:
            reasons[project] = Reason(COMPLETED, {"round": number[project]})
        elif reason.code == TIE_LOST:
            reasons[project] = reason
    return Told(outcome.rounds + rounds, tuple(reasons), outcome.ties + more.ties)


def supported(election: Election, funded: Collection[int]) -> Whole:
    """For every merged ballot how many of the funded projects it supports."""
    taken = np.zeros(len(election.projects), dtype=bool)
    taken[list(funded)] = True
    b = election.ballots
    return np.bincount(b.row, taken[b.projects] & (b.points > 0), minlength=election.merged).astype(
        np.int64
    )


def prefer(election: Election, one: Collection[int], other: Collection[int]) -> tuple[int, int]:
    """How many voters support more projects in the one set, and how many in the other."""
    first, second = supported(election, one), supported(election, other)
    weight = election.ballots.weight
    return int(weight[first > second].sum()), int(weight[second > first].sum())


def excluded(election: Election, funded: Collection[int]) -> int:
    """How many voters support none of the funded projects."""
    return int(election.ballots.weight[supported(election, funded) == 0].sum())


def compared(outcome: Outcome, declared: Shares, chain: Ties) -> Outcome:
    """The outcome, or the greedy one where the declared comparison is for it; a draw keeps it."""
    other = greedy(outcome.election, Greedy(), chain)
    if declared.comparison == APPROVED:
        ours, theirs = prefer(outcome.election, outcome.funded, other.funded)
    else:
        theirs = excluded(outcome.election, outcome.funded)
        ours = excluded(outcome.election, other.funded)
    kept = outcome if ours >= theirs else other
    told: dict[str, Any] = {
        "measure": declared.comparison,
        "for_equal_shares": ours,
        "for_greedy": theirs,
        "stands": "equal shares" if kept is outcome else "greedy",
    }
    return replace(
        kept,
        tell=lambda: kept.told,
        rule=outcome.rule,
        parameters=outcome.parameters,
        figures={**outcome.figures, "comparison": told},
    )
