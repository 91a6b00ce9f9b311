"""People who are alike are one type: a draw as a table of whole numbers.

Two people whose quotas count alike can be swapped without any panel becoming better or worse, so
the fairest draw gives them equal chances (were it not so, the average over all swaps would be at
least as fair). It is enough to decide how many people of each *type* are on a panel and to choose
them among the type with equal chances.

With a limit for each household the type of a person says also how the household looks, if it has
more members in the pool than the limit. A household's *shape* is the list of its members' values.
A panel needs, of each shape with `m` households and `c` members of a type in each,
at most `m * min(c, limit)` people of this type and at most `m * limit` in all; whenever this
holds, the people can be spread over the households, because dealing them round the households
one by one gives no household more than its share rounded up. So the aggregation stays exact.

Shapes and units
    `t` types, `r` rows. A panel is `z[t]` whole numbers with `0 <= z <= most`, `sum(z) == size`
    and `low <= rows @ z <= high`.

>>> from zaedno.algorithms.sortition.pool import Quota, pool_of
>>> pool = pool_of([(str(i), {"Age": "old" if i < 3 else "young"}, "") for i in range(5)])
>>> draw = problem(pool, [Quota("Age", "old", 1, 1), Quota("Age", "young", 1, 2)], size=3)
>>> [(t.values, len(t.people)) for t in draw.types], draw.allows(np.array([1, 2]))
([(('old',), 3), (('young',), 2)], True)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.sortition.pool import Pool, Quota
from zaedno.algorithms.sortition.solver import Floats, Program, Whole

Shape = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Type:
    """People who are alike: their values, the shape of their households, their places in the pool.

    `shape` is empty for people whose household is no larger than the limit.
    """

    values: tuple[str, ...]
    shape: Shape
    people: tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """A draw in whole numbers; see the module for the shapes."""

    pool: Pool
    quotas: tuple[Quota, ...]
    size: int
    per_household: int
    types: tuple[Type, ...]
    most: Whole
    rows: Whole
    low: Whole
    high: Whole

    @cached_property
    def count(self) -> Whole:
        """For every type how many people it has."""
        return np.array([len(t.people) for t in self.types], dtype=np.int64)

    @cached_property
    def matrix(self) -> Floats:
        """The rows with one below them that counts the panel."""
        return np.vstack([self.rows, np.ones((1, len(self.types)))]).astype(np.float64)

    def bounds(self, share: float = 1.0) -> tuple[Floats, Floats]:
        """Lower and upper bounds of the rows of `matrix`, scaled to a share of all panels."""
        low = np.append(self.low, self.size) * share
        return low, np.append(self.high, self.size) * share

    def allows(self, panel: Whole) -> bool:
        """Whether this panel keeps every quota and limit, decided in whole numbers."""
        seen = self.rows @ panel
        return bool(
            panel.sum() == self.size
            and ((panel >= 0) & (panel <= self.most)).all()
            and ((seen >= self.low) & (seen <= self.high)).all()
        )

    def panels(self, **options: float) -> Program:
        """The integer program whose solutions are the panels, with no objective yet."""
        low, high = self.bounds()
        zero = np.zeros(len(self.types))
        return Program(
            zero, zero, self.most.astype(np.float64), self.matrix, low, high, whole=True, **options
        )


def problem(pool: Pool, quotas: Sequence[Quota], size: int, per_household: int = 0) -> Problem:
    """Gather people into types; `per_household` 0 means no limit. Raises `InputFault` on sizes."""
    if size < 1:
        raise InputFault(_("A panel needs at least one person."))
    if size > len(pool.people):
        raise InputFault(
            _("A panel of {size} cannot be drawn: the pool has {people} people."),
            size=size, people=len(pool.people),
        )  # fmt: skip
    ordered = tuple(sorted(quotas, key=lambda q: (q.feature, q.value)))
    types, households = _types(pool, per_household)
    shapes = sorted({t.shape for t in types if t.shape})
    most = [
        min(t.shape.count(t.values), per_household) * households[t.shape]
        if t.shape
        else len(t.people)
        for t in types
    ]
    place = {feature: i for i, feature in enumerate(pool.features)}
    rows = [[t.values[place[q.feature]] == q.value for t in types] for q in ordered]
    rows += [[t.shape == shape for t in types] for shape in shapes]
    return Problem(
        pool,
        ordered,
        size,
        per_household,
        types,
        most=np.array(most, dtype=np.int64),
        rows=np.array(rows, dtype=np.int64).reshape(len(rows), len(types)),
        low=np.array([q.lowest for q in ordered] + [0] * len(shapes), dtype=np.int64),
        high=np.array(
            [q.highest for q in ordered] + [households[s] * per_household for s in shapes],
            dtype=np.int64,
        ),
    )


def _types(pool: Pool, limit: int) -> tuple[tuple[Type, ...], dict[Shape, int]]:
    """All types in the order of their values and shapes, and how many households a shape has."""
    homes: dict[str, list[int]] = defaultdict(list)
    for i, person in enumerate(pool.people):
        if person.household:
            homes[person.household].append(i)
    shape_of: dict[int, Shape] = {}
    households: dict[Shape, int] = defaultdict(int)
    for members in homes.values():
        if limit and len(members) > limit:
            shape = tuple(sorted(pool.people[i].values for i in members))
            households[shape] += 1
            shape_of.update(dict.fromkeys(members, shape))
    alike: dict[tuple[tuple[str, ...], Shape], list[int]] = defaultdict(list)
    for i, person in enumerate(pool.people):
        alike[person.values, shape_of.get(i, ())].append(i)
    return tuple(Type(*key, tuple(alike[key])) for key in sorted(alike)), households
