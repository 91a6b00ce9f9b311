"""A participatory budget as numbers: projects with costs, and ballots merged where identical.

Shapes and units
    Money is counted in whole smallest units: `scale` of them make one unit of the currency as the
    city writes it (1 for whole levs, 100 where a cost has two decimals), so that every sum is an
    exact integer. Ballots are rows of a compressed table: row `i` names the projects
    `projects[starts[i]:starts[i + 1]]` (positions in `Election.projects`, as the voter listed
    them) with `points` beside them, and stands for `weight[i]` voters.
    `points` is 1 for an approval, the voter's points for cumulative and scoring ballots, and for
    ordinal ballots the Borda points `top - place` (first place = `top`, the longest list allowed).
Errors
    `InputFault` with a sentence when the parts do not fit together.

>>> e = election([("a", 6), ("b", 5)], budget=10, ballots=[["a"], ["a", "b"], ["a"]])
>>> e.voters, e.merged, e.ballots.weight.tolist()
(3, 2, [2, 1])
>>> e.supporters().tolist(), e.votes().tolist()
([3, 1], [3, 1])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

Whole = NDArray[np.int64]

APPROVAL, CHOOSE_ONE, CUMULATIVE, ORDINAL, SCORING = (
    "approval",
    "choose-1",
    "cumulative",
    "ordinal",
    "scoring",
)
KINDS = (APPROVAL, CHOOSE_ONE, CUMULATIVE, ORDINAL, SCORING)


@dataclass(frozen=True)
class Project:
    """One project on the ballot; `cost` in smallest units. A withdrawn one is never funded."""

    id: str
    cost: int
    name: str = ""
    category: str = ""
    district: str = ""
    withdrawn: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ballots:
    """Merged ballots as a compressed table; see the module for the shapes."""

    starts: Whole
    projects: Whole
    points: Whole
    weight: Whole

    @cached_property
    def row(self) -> Whole:
        """For every mention the row it stands in."""
        return np.repeat(np.arange(len(self.weight)), np.diff(self.starts))


@dataclass(frozen=True)
class Election:
    """What a rule counts. `meta` keeps the words of the file it came from."""

    projects: tuple[Project, ...]
    budget: int
    ballots: Ballots
    kind: str = APPROVAL
    scale: int = 1
    currency: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)

    @property
    def voters(self) -> int:
        return int(self.ballots.weight.sum())

    @property
    def merged(self) -> int:
        """How many different ballots there are."""
        return len(self.ballots.weight)

    @cached_property
    def costs(self) -> Whole:
        return np.array([p.cost for p in self.projects], dtype=np.int64)

    def supporters(self) -> Whole:
        """For every project the number of voters who gave it more than nothing."""
        b = self.ballots
        return self._counted(b.weight[b.row] * (b.points > 0))

    def votes(self) -> Whole:
        """For every project its votes: approvals, or the sum of points."""
        b = self.ballots
        return self._counted(b.weight[b.row] * b.points)

    def _counted(self, each: Whole) -> Whole:
        total = np.zeros(len(self.projects), dtype=np.int64)
        np.add.at(total, self.ballots.projects, each)
        return total


def election(
    projects: Iterable[tuple[str, int]],
    budget: int,
    ballots: Sequence[Sequence[str] | Mapping[str, int]],
    kind: str = APPROVAL,
) -> Election:
    """An election from plain Python values, for notebooks and examples; merges equal ballots.

    A ballot is a list of project ids, or ids with points. Raises `InputFault` on an unknown id.
    """
    known = tuple(Project(name, cost) for name, cost in projects)
    place = {p.id: i for i, p in enumerate(known)}
    top = max((len(b) for b in ballots), default=0)
    rows: Counter[tuple[tuple[int, int], ...]] = Counter()
    for number, ballot in enumerate(ballots, start=1):
        given = ballot if isinstance(ballot, Mapping) else dict.fromkeys(ballot, 1)
        if kind == ORDINAL:
            given = {name: top - i for i, name in enumerate(given)}
        for name in given:
            if name not in place:
                raise InputFault(
                    _("Ballot {ballot}: there is no project “{found}”."), ballot=number, found=name
                )
        rows[tuple((place[name], points) for name, points in given.items())] += 1
    sizes = [len(row) for row in rows]
    flat = np.array([pair for row in rows for pair in row], dtype=np.int64).reshape(-1, 2)
    table = Ballots(
        starts=np.concatenate(([0], np.cumsum(sizes))).astype(np.int64),
        projects=flat[:, 0],
        points=flat[:, 1],
        weight=np.array(list(rows.values()), dtype=np.int64),
    )
    return Election(known, budget, table, kind)
