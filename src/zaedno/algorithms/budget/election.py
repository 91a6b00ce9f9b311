"""A participatory budget as numbers: projects with costs, and ballots merged where identical.

Shapes and units
    Money is counted in whole smallest units: `scale` of them make one unit of the currency as the
    city writes it (1 for whole levs, 100 where a cost has two decimals), so that every sum is an
    exact integer. Ballots are rows of a compressed table: row `i` names the projects
    `projects[starts[i]:starts[i + 1]]` (positions in `Election.projects`, ascending) with
    `points` beside them, and stands for `weight[i]` voters. No two rows are equal and they stand
    in one order, so that the same ballots in any order are the same table, bit by bit.
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
    pairs: list[tuple[int, int]] = []
    for number, ballot in enumerate(ballots, start=1):
        given = ballot if isinstance(ballot, Mapping) else dict.fromkeys(ballot, 1)
        if kind == ORDINAL:
            given = {name: top - i for i, name in enumerate(given)}
        for name, points in given.items():
            if name not in place:
                raise InputFault(
                    _("Ballot {ballot}: there is no project “{found}”."), ballot=number, found=name
                )
            pairs.append((place[name], points))
    sizes = np.array([len(set(ballot)) for ballot in ballots], dtype=np.int64)
    flat = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Election(known, budget, merge(sizes, flat[:, 0], flat[:, 1]), kind)


def merge(sizes: Whole, projects: Whole, points: Whole) -> Ballots:
    """One row for all equal ballots; ballot `i` has the next `sizes[i]` of `projects`, `points`.

    A ballot names a project once at most; projects and points are below 2**31; a mention with no
    points is no support and falls out. Ballots of one length are packed into as few 63-bit words
    as hold them, so that sorting words finds equals.

    >>> b = merge(*(np.array(a) for a in ([2, 1, 2, 0], [1, 0, 1, 0, 1], [1, 1, 1, 1, 1])))
    >>> b.starts.tolist(), b.projects.tolist(), b.weight.tolist()
    ([0, 0, 1, 3], [1, 0, 1], [1, 1, 2])
    """
    if len(points) and points.min() == 0:
        row = np.repeat(np.arange(len(sizes)), sizes)[points > 0]
        sizes, projects = np.bincount(row, minlength=len(sizes)), projects[points > 0]
        points = points[points > 0]
    span = int(points.max(initial=0)) + 1
    codes = projects.astype(np.int64) * span + points
    starts = np.cumsum(sizes) - sizes
    kept: list[Whole] = []
    lengths: list[int] = []
    weights: list[Whole] = []
    for length in np.flatnonzero(np.bincount(sizes)).tolist():
        rows = codes[starts[sizes == length][:, None] + np.arange(length)]
        rows.sort(axis=1)
        words = _packed(rows, int(codes.max(initial=0)).bit_length())
        order = np.lexsort(words[::-1])
        new = np.zeros(len(order), dtype=bool)
        new[0] = True
        for word in words:
            new[1:] |= np.diff(word[order]) != 0
        first = np.flatnonzero(new)
        kept.append(rows[order[first]].ravel())
        weights.append(np.diff(first, append=len(order)))
        lengths += [length] * len(first)
    flat = np.concatenate(kept) if kept else codes
    return Ballots(
        starts=np.cumsum([0, *lengths], dtype=np.int64),
        projects=flat // span,
        points=flat % span,
        weight=np.concatenate(weights) if weights else np.zeros(0, dtype=np.int64),
    )


def _packed(rows: Whole, bits: int) -> list[Whole]:
    """The columns of a table as few words of 63 bits, most significant first."""
    count, length = rows.shape
    several = 63 // max(bits, 1)
    words = []
    for start in range(0, max(length, 1), several):
        word = np.zeros(count, dtype=np.int64)
        for column in rows.T[start : start + several]:
            word = (word << bits) | column
        words.append(word)
    return words
