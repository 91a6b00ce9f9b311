"""A fair draw: panels with exact shares, the chance of everybody, and how near to the best it is.

The shares are whole numbers of 10**-12, so every chance is an exact fraction; every panel is
checked against the quotas in whole numbers. `gap` compares with the bound of the relaxed quotas
(see `fairest.Relaxed`), which no draw whatever can beat, and is never left out:

`bound`    the draw reaches the bound for every person (to 1e-6), so it is the fairest there is;
`panels`   the bound is out of reach, and the draw was proven to be the fairest over all panels by
           integer programs, level by level (to 1e-6);
`open`     the allowed number of integer programs was used up, or the solver gave up: only the gap
           is known.

>>> from zaedno.algorithms.sortition.pool import Quota, pool_of
>>> from zaedno.algorithms.sortition.problem import problem
>>> pool = pool_of([(str(i), {"Age": "old" if i < 3 else "young"}, "") for i in range(8)])
>>> draw = select(problem(pool, [Quota("Age", "old", 1, 2), Quota("Age", "young", 0, 9)], size=2))
>>> draw.proof, [float(c) for c in draw.chances], [p.tolist() for p in draw.panels]
('bound', [0.3333333333333333, 0.2], [[1, 1]])
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from zaedno.algorithms.apportionment import apportion
from zaedno.algorithms.sortition.diagnosis import first_panel
from zaedno.algorithms.sortition.fairest import (
    Mixed,
    OutOfPatience,
    Relaxed,
    Step,
    leximin,
    maximin,
    silent,
)
from zaedno.algorithms.sortition.panels import beyond, peel
from zaedno.algorithms.sortition.problem import Problem
from zaedno.algorithms.sortition.solver import Answer, Floats, Unsolved, Whole

LEXIMIN, MAXIMIN = "leximin", "maximin"
RULES = (LEXIMIN, MAXIMIN)
BOUND, PANELS, OPEN = "bound", "panels", "open"
WHOLE = 10**12
REACHED = 1e-6
PATIENCE = 2000


@dataclass(frozen=True)
class Selection:
    """Panels (people of each type), their shares in 1 / WHOLE, and what is known about them.

    `best` is the bound for the chance of every type.
    """

    problem: Problem
    rule: str
    panels: tuple[Whole, ...]
    shares: tuple[int, ...]
    best: Floats
    proof: str

    @cached_property
    def expected(self) -> tuple[Fraction, ...]:
        """For every type how many of its people are on a panel on average."""
        total = sum(
            (share * panel.astype(object) for share, panel in self.pairs()),
            np.zeros(len(self.problem.types), dtype=object),
        )
        return tuple(Fraction(int(t), WHOLE) for t in total)

    def pairs(self) -> Iterable[tuple[int, Whole]]:
        """Every share with its panel."""
        return zip(self.shares, self.panels, strict=True)

    @cached_property
    def chances(self) -> tuple[Fraction, ...]:
        """For every type the chance of each of its people to be drawn."""
        return tuple(x / int(n) for x, n in zip(self.expected, self.problem.count, strict=True))

    @cached_property
    def of_people(self) -> Floats:
        """The chance of every person, in the order of the pool."""
        found = np.zeros(len(self.problem.pool.people))
        for kind, chance in zip(self.problem.types, self.chances, strict=True):
            found[list(kind.people)] = float(chance)
        return found

    @property
    def lowest(self) -> float:
        """The lowest chance of anybody."""
        return float(min(self.chances))

    @property
    def highest(self) -> float:
        """The highest chance of anybody."""
        return float(max(self.chances))

    @property
    def gap(self) -> float:
        """How far the lowest chance stays below the bound; 0 when it is reached."""
        return max(0.0, float(self.best.min()) - self.lowest)

    @property
    def shortfall(self) -> float:
        """The most that anybody's chance stays below the chance that belongs to the bound."""
        return max(0.0, float(np.max(self.best - [float(c) for c in self.chances])))


def gini(chances: Floats) -> float:
    """The Gini coefficient: 0 when all chances are equal, near 1 when few have all.

    >>> gini(np.array([0.2, 0.2])), gini(np.array([0.0, 1.0]))
    (0.0, 0.5)
    """
    ordered = np.sort(chances)
    n = len(ordered)
    if not ordered.sum():
        return 0.0
    ranks = np.arange(1, n + 1)
    return round(float(((2 * ranks - n - 1) * ordered).sum() / (n * ordered.sum())), 12)


def select(
    problem: Problem,
    rule: str = LEXIMIN,
    patience: int = PATIENCE,
    step: Step = silent,
    search: Step = silent,
) -> Selection:
    """The fairest draw under the rule. Raises `QuotaFault` when no panel keeps the quotas.

    `patience` limits the integer programs of the column generation, at each of which `search` is
    called; `step` is called for each panel before, hardly more often than there are types.
    """
    panel = first_panel(problem)
    relaxed = Relaxed(problem)
    x = leximin(relaxed) if rule == LEXIMIN else maximin(relaxed)
    mixed = Mixed(problem, peel(problem, x, step) or [panel], patience, search)
    _aim(mixed, x, step)
    proof = _mix(mixed, x, rule)
    panels, shares = _shares(mixed.panels, mixed.weights())
    return Selection(problem, rule, panels, shares, x / problem.count, proof)


def _aim(mixed: Mixed, x: Floats, step: Step) -> None:
    """Peel again beyond what is missed, as long as that brings the panels much nearer."""
    missed = 1.0
    while True:
        near = _nearest(mixed, x, enough=-1.0)
        now = -near.x[mixed.types]
        if now <= REACHED / 10 or now > missed / 4:
            return
        missed = now
        mixed.add(peel(mixed.problem, beyond(mixed.problem, x, near.x[: mixed.types]), step))


def _nearest(mixed: Mixed, x: Floats, enough: float) -> Answer:
    """The average of panels that misses `x` least, for whoever is missed most."""
    nobody, everyone = np.zeros(mixed.types), np.ones(mixed.types, dtype=bool)
    return mixed.raise_all(nobody, everyone, x, (-1.0, 0.0), enough)


def _mix(mixed: Mixed, x: Floats, rule: str) -> str:
    """Reach `x` by panels, or else the fairest that panels can; says which was proven."""
    try:
        if -_nearest(mixed, x, enough=-REACHED / 10).x[mixed.types] <= REACHED:
            return BOUND
        (leximin if rule == LEXIMIN else maximin)(mixed)
    except (OutOfPatience, Unsolved):
        return OPEN
    return PANELS


def _shares(panels: list[Whole], weights: Floats) -> tuple[tuple[Whole, ...], tuple[int, ...]]:
    """Different panels in a fixed order, with whole shares by largest remainders."""
    merged: dict[tuple[int, ...], float] = {}
    for panel, weight in zip(panels, np.maximum(weights, 0.0), strict=True):
        key = tuple(panel.tolist())
        merged[key] = merged.get(key, 0.0) + float(weight)
    keys = sorted(merged)
    exact = np.array([merged[key] for key in keys])
    shares = apportion((exact / exact.sum()).tolist(), WHOLE)
    kept = [(np.array(key), share) for key, share in zip(keys, shares, strict=True) if share]
    return tuple(panel for panel, _ in kept), tuple(share for _, share in kept)
