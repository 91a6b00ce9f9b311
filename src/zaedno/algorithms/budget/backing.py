"""Who stands behind each project, with how much utility, ready for rules that let voters pay.

Money in these rules is divided among the voters, so it is counted in parts: one smallest unit of
the currency is `voters` parts, which makes the equal share of a voter the whole number `budget`.

>>> from zaedno.algorithms.budget.election import election
>>> e = election([("a", 6), ("b", 5)], 10, [["a"], ["a", "b"], ["a"]])
>>> b = backing(e, COST)
>>> b.costs, b.scale, [side.rows.tolist() for side in b.sides], [side.full for side in b.sides]
([18, 15], [6, 5], [[0, 1], [1]], [3.0, 1.0])
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.budget.election import CUMULATIVE, ORDINAL, SCORING, Election, Whole
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

Real = NDArray[np.float64]
Places = NDArray[np.int64]

COST, CARDINALITY, POINTS, BORDA = "cost", "cardinality", "points", "borda"
UTILITIES = (COST, CARDINALITY, POINTS, BORDA)
U = 2.0**-53  # half a unit in the last place of a float
MOST_POINTS = 2**52  # sums of points are whole numbers in floats, exact up to 2**53


def added(values: Real) -> float:
    """The sum of an array; no product of vectors, which would wake the threads of a BLAS.

    >>> added(np.array([1.0, 2.5]))
    3.5
    """
    return float(np.add.reduce(values))


@dataclass(frozen=True, slots=True)
class Side:
    """The supporters of one project; all numbers are whole, held as floats for speed.

    `rows` are merged ballots, `weight` the voters behind each, `points` what each voter gives (None
    where all give one), `stake` voters times points, `voters` and `full` the sums of both.
    """

    rows: Places
    weight: Real
    points: Real | None
    stake: Real
    voters: float
    full: float

    def only(self, kept: NDArray[np.bool_]) -> Side:
        """The side without the rows that are not `kept`."""
        points = None if self.points is None else self.points[kept]
        return side(self.rows[kept], self.weight[kept], points)


def side(rows: Places, weight: Real, points: Real | None) -> Side:
    """A side with its sums."""
    voters = added(weight)
    if points is None:
        return Side(rows, weight, None, weight, voters, voters)
    stake = weight * points
    return Side(rows, weight, points, stake, voters, added(stake))


@dataclass(frozen=True)
class Backing:
    """The sides of all projects, under one kind of utility.

    A voter's utility of project `p` is the points times `scale[p]`; `costs[p]` is in parts, `parts`
    of them to a smallest unit, and `rounded[p]` is the same as a float. The last four
    hold all sides end to end, by project.
    """

    election: Election
    utility: str
    parts: int
    sides: list[Side]
    scale: list[int]
    costs: list[int]
    rounded: list[float]
    project: Whole
    row: Places
    weight: Real
    points: Real | None

    def behind(self, money: Real, most: Real | None = None) -> Real:
        """What the supporters of every project have between them, in parts.

        With `most`, the most that each gives per point to a project, what they would pay.
        """
        have = money.take(self.row)
        if most is not None:
            asked = most.take(self.project)
            have = np.minimum(have, asked if self.points is None else asked * self.points)
        paid = np.bincount(self.project, self.weight * have, minlength=len(self.costs))
        return paid.astype(np.float64, copy=False)

    @cached_property
    def entries(self) -> list[tuple[float, int, float]]:
        """Projects that take part, cheapest first, as (price per utility, project, price).

        The prices are lower bounds of the first round's. Nobody supports the others, or they
        are withdrawn.
        """
        told = []
        for p, (own, cost) in enumerate(zip(self.sides, self.rounded, strict=True)):
            if own.full and not self.election.projects[p].withdrawn:
                price = cost / own.full * (1 - 4 * U)
                told.append((price / self.scale[p] * (1 - 4 * U), p, price))
        return sorted(told)

    def share(self, extra: int = 0, whole: bool = False) -> int:
        """What every voter begins with, in parts: the budget divided, plus `extra` smallest units.

        `whole` drops the fraction of a unit of the currency first.
        """
        unit = self.election.scale * self.parts
        begin = self.election.budget // unit * unit if whole else self.election.budget
        return begin + extra * self.parts


def usual_utility(kind: str) -> str:
    """The utility that fits a kind of ballots: points where points are given, else cost.

    >>> usual_utility("approval"), usual_utility("cumulative"), usual_utility("ordinal")
    ('cost', 'points', 'borda')
    """
    return {CUMULATIVE: POINTS, SCORING: POINTS, ORDINAL: BORDA}.get(kind, COST)


def _known(election: Election, utility: str) -> str:
    """The utility asked for, or the usual one, if the election's ballots have it."""
    utility = utility or usual_utility(election.kind)
    if utility not in UTILITIES:
        raise InputFault(
            _("There is no utility “{found}”; the utilities are: {known}."),
            found=utility,
            known=", ".join(UTILITIES),
        )
    if utility == BORDA and election.kind != ORDINAL:
        raise InputFault(_("Borda points need ballots that put the projects in an order."))
    table = election.ballots
    if float(table.weight[table.row] @ table.points) > MOST_POINTS:
        raise InputFault(_("The points of all ballots together are too many to be added exactly."))
    return utility


def backing(election: Election, utility: str = "") -> Backing:
    """Sort the ballots by project. `InputFault` on a utility that the ballots do not have."""
    utility = _known(election, utility)
    table, m = election.ballots, len(election.projects)
    row, project, points, weight = table.row, table.projects, table.points, table.weight
    if len(points) and points.min() < 1:
        kept = points > 0
        row, project, points = row[kept], project[kept], points[kept]
    narrow = project.astype(np.uint16) if m < 2**16 else project  # a radix sort, far faster
    order = np.argsort(narrow, kind="stable")
    row, points = row[order], points[order]
    voters = weight[row].astype(np.float64)
    cuts = np.searchsorted(narrow[order], np.arange(m + 1)).tolist()
    single = utility in (COST, CARDINALITY) or not len(points) or points.max() == 1
    given = None if single else points.astype(np.float64)
    parts = max(election.voters, 1)
    costs = [p.cost * parts for p in election.projects]
    return Backing(
        election,
        utility,
        parts,
        sides=[
            side(row[a:b], voters[a:b], None if given is None else given[a:b])
            for a, b in pairwise(cuts)
        ],
        scale=[max(p.cost, 1) if utility == COST else 1 for p in election.projects],
        costs=costs,
        rounded=[float(cost) for cost in costs],
        project=narrow[order].astype(np.int64),
        row=row,
        weight=voters,
        points=given,
    )
