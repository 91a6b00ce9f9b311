"""How fairly an outcome treats voters and groups, and how unlike two outcomes are.

All figures are about approval in the wide sense: a voter supports the projects that got more than
nothing from them.

`covered`    share of the voters who support at least one funded project
`average`    funded projects that a voter supports, on average
`influence`  a voter's share of the spent money when each funded project's cost is divided equally
             among its supporters (the *share* of Lackner, Maly and Rey, "Fairness in Participatory
             Budgeting via Equality of Resources", 2021). `gini` is 0 where all have the same
`groups`     for each category or district: its share of the voters' wishes (everyone has one,
             spread evenly over the projects they support) beside its share of the money
`gap`        EJR+ up to one project (Brill and Peters, "Robust and Verifiable Proportionality
             Axioms", 2023), for cost utilities: the largest of

                 (|S| B / n) / (t + c_p)

             over unfunded p and the groups S of its supporters whose funded projects cost at most
             t in sum (a free project counts as one smallest unit). Below 1, every group
             that wants one more project together and could pay for all it has and this one has a
             member with more; at 1 or above a group got too little, by that factor. Equal Shares
             with cost utilities is always below 1: a member who cannot pay at the price c_p / |S|
             has spent more than B / n - c_p / |S| on funded projects at no higher price each.

>>> from zaedno.algorithms.budget.election import election
>>> from zaedno.algorithms.budget.greedy import greedy
>>> ballots = [["a", "b"], ["a", "b"], ["a"], ["c"]]
>>> f = fairness(greedy(election([("a", 6), ("b", 6), ("c", 3)], 12, ballots)))
>>> f.covered, f.average, f.gap.factor, f.gap.project
(Fraction(3, 4), Fraction(5, 4), Fraction(1, 1), 2)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from zaedno.algorithms.budget.completion import supported
from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.outcome import Outcome


@dataclass(frozen=True)
class Gap:
    """The worst-treated group: its `voters`, the unfunded `project`, and the factor."""

    factor: Fraction
    project: int | None
    voters: int


@dataclass(frozen=True)
class Group:
    """A category or district: shares of 0..1 of the wishes, of the projects, of the money."""

    name: str
    wishes: float
    projects: float
    money: float


@dataclass(frozen=True)
class Fairness:
    """The figures of the module for one outcome."""

    covered: Fraction
    average: Fraction
    gini: float
    gap: Gap
    categories: tuple[Group, ...]
    districts: tuple[Group, ...]


def fairness(outcome: Outcome) -> Fairness:
    """All figures of one outcome."""
    e = outcome.election
    has, weight = supported(e, outcome.funded), e.ballots.weight
    n = max(e.voters, 1)
    return Fairness(
        Fraction(int(weight[has > 0].sum()), n),
        Fraction(int(weight @ has), n),
        gini(influence(e, outcome.funded), weight.astype(np.float64)),
        ejr_gap(e, outcome.funded),
        groups(e, outcome.funded, [p.category for p in e.projects]),
        groups(e, outcome.funded, [p.district for p in e.projects]),
    )


def influence(election: Election, funded: Collection[int]) -> np.ndarray:
    """For every merged ballot the money that each of its voters stands for, in smallest units.

    >>> from zaedno.algorithms.budget.election import election
    >>> influence(election([("a", 6), ("b", 5)], 11, [["a"], ["a", "b"]]), [0, 1]).tolist()
    [3.0, 8.0]
    """
    table = election.ballots
    each = np.zeros(len(election.projects))
    voters = election.supporters()
    for p in funded:
        each[p] = election.projects[p].cost / voters[p] if voters[p] else 0.0
    worth = each[table.projects] * (table.points > 0)
    return np.bincount(table.row, worth, minlength=election.merged).astype(np.float64)


def gini(values: np.ndarray, weight: np.ndarray) -> float:
    """The Gini coefficient of values that weigh so much, 0 (all equal) to 1; order-free to 1e-12.

    >>> gini(np.array([1.0, 1.0]), np.array([3.0, 4.0])), gini(np.array([0, 4.0]), np.array([3, 1]))
    (0.0, 0.75)
    """
    order = np.argsort(values, kind="stable")
    held, people = (values * weight)[order].cumsum(), weight[order].cumsum()
    if not len(held) or held[-1] <= 0:
        return 0.0
    under = np.concatenate(([0.0], held))
    area = ((under[1:] + under[:-1]) * weight[order]).sum() / (held[-1] * people[-1])
    return max(0.0, float(round(1.0 - area, 12)))


def ejr_gap(election: Election, funded: Collection[int]) -> Gap:
    """The group that got the least for its size, exactly."""
    b, n = election.ballots, max(election.voters, 1)
    taken = np.zeros(len(election.projects), dtype=bool)
    taken[list(funded)] = True
    costs = np.array([float(p.cost) for p in election.projects])
    kept = b.points > 0
    # Sums of costs are exact as floats below 2**53; the largest factors are compared as fractions.
    has = np.bincount(b.row, (costs * taken)[b.projects] * kept, minlength=election.merged)
    worst = Gap(Fraction(0), None, 0)
    order = np.argsort(b.projects[kept], kind="stable")
    projects, rows = b.projects[kept][order], b.row[kept][order]
    for own in np.split(np.arange(len(projects)), np.flatnonzero(np.diff(projects)) + 1):
        if not len(own) or taken[projects[own[0]]] or election.projects[projects[own[0]]].withdrawn:
            continue
        project, people = int(projects[own[0]]), rows[own]
        rank = np.argsort(has[people], kind="stable")
        sizes, level = b.weight[people][rank].cumsum(), has[people][rank]
        cost = max(election.projects[project].cost, 1)
        factor = sizes / (level + cost)
        near = np.flatnonzero(factor >= factor.max() * (1 - 1e-12))
        for size, had in zip(sizes[near].tolist(), level[near].tolist(), strict=True):
            found = Fraction(size * election.budget, n * (int(had) + cost))
            if found > worst.factor:
                worst = Gap(found, project, size)
    return worst


def groups(election: Election, funded: Collection[int], names: list[str]) -> tuple[Group, ...]:
    """Wishes beside money for each name; none where all projects have the same name."""
    known = sorted(set(names))
    if len(known) < 2:
        return ()
    place = np.array([known.index(name) for name in names])
    b = election.ballots
    kept = (b.points > 0).astype(np.float64)
    wanted = np.bincount(b.row, kept, minlength=election.merged)
    each = kept * (b.weight / np.maximum(wanted, 1))[b.row]
    wishes = np.bincount(place[b.projects], each, minlength=len(known))
    count = np.bincount(place, minlength=len(known))
    money = np.zeros(len(known))
    for p in funded:
        money[place[p]] += election.projects[p].cost
    parts = [part / max(part.sum(), 1e-300) for part in (wishes, count, money)]
    return tuple(Group(name, *(float(part[i]) for part in parts)) for i, name in enumerate(known))


def alike(one: Collection[int], other: Collection[int]) -> float:
    """Projects funded in both among those funded in either (Jaccard), 0..1.

    >>> alike([1, 2, 3], [2, 3, 4]), alike([], [])
    (0.5, 1.0)
    """
    either = set(one) | set(other)
    return len(set(one) & set(other)) / len(either) if either else 1.0
