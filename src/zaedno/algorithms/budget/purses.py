"""What voters still have, exactly: whole numbers over one common denominator, voters in classes.

Voters who have paid the same so far have the same money, and all who gave their last have nothing,
so a few thousand classes hold a million voters. A payment multiplies the denominator by the votes
of those who pay in full; nothing is reduced but the payment itself, and nothing is rounded.

>>> from zaedno.algorithms.budget.backing import backing
>>> from zaedno.algorithms.budget.election import election
>>> e = election([("a", 5), ("b", 5)], 12, [["a"], ["a", "b"], ["b"]])
>>> purses = Purses(backing(e), share=12)
>>> purses.price(0), purses.price(1)
(Fraction(15, 2), Fraction(15, 2))
>>> purses.pay(1).full, purses.price(0)
(2, Fraction(21, 2))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from zaedno.algorithms.budget.backing import Backing, Places

Group = tuple[int, int, int, int]  # class, its money, points, voters


@dataclass(frozen=True, slots=True)
class Payment:
    """How a project was paid: `price` per point and `before`, what its supporters had, in parts.

    `full` voters paid the price in full, `last` voters gave the last they had.
    """

    project: int
    price: Fraction
    before: Fraction
    full: int
    last: int


class Purses:
    """The money of all voters, each beginning with `share` parts."""

    def __init__(self, backing: Backing, share: int) -> None:
        self.backing = backing
        self.whole = 1  # the common denominator
        self.money = [0, share]  # numerators by class; class 0 has nothing left
        self.of = np.ones(backing.election.merged, dtype=np.int64)  # row -> class
        self.paid: list[Payment] = []

    def _groups(self, project: int) -> tuple[list[Group], Places]:
        """Supporters by class and points; for every row its group."""
        side = self.backing.sides[project]
        keys, points, top = self.of[side.rows], side.points, 1
        if points is not None:
            top = int(points.max(initial=1)) + 1
            keys = keys * top + points.astype(np.int64)
        found = np.flatnonzero(np.bincount(keys))
        place = np.empty(int(found[-1]) + 1 if len(found) else 0, dtype=np.int64)
        place[found] = np.arange(len(found))
        voters = np.bincount(keys, weights=side.weight)[found].tolist()
        pairs = [divmod(key, top) if top > 1 else (key, 1) for key in found.tolist()]
        groups = [(c, self.money[c], v, int(n)) for (c, v), n in zip(pairs, voters, strict=True)]
        return groups, place[keys]

    def _fill(self, groups: Sequence[Group], cost: int) -> tuple[int, int] | None:
        """The price per point as a fraction over `whole`, the poorest paying all they have."""
        need = cost * self.whole
        if sum(n * money for _c, money, _v, n in groups) < need:
            return None
        rich = sum(n * v for _c, _money, v, n in groups)
        level = lcm(*{v for _c, _money, v, _n in groups})
        for _c, money, v, n in sorted(groups, key=lambda g: g[1] * (level // g[2])):
            if need * v <= money * rich:
                break
            need, rich = need - n * money, rich - n * v
        return need, rich or 1

    def price(self, project: int) -> Fraction | None:
        """The exact price per point in parts, or None where its supporters have too little."""
        filled = self._fill(self._groups(project)[0], self.backing.costs[project])
        return filled and Fraction(filled[0], filled[1] * self.whole)

    def behind(self, project: int) -> Fraction:
        """What the supporters of a project have between them, in parts."""
        return Fraction(sum(n * m for _c, m, _v, n in self._groups(project)[0]), self.whole)

    def pay(self, project: int) -> Payment:
        """Let its supporters pay for a project that they can afford."""
        groups, place = self._groups(project)
        filled = self._fill(groups, self.backing.costs[project])
        if filled is None:
            raise ValueError(f"the supporters of {project} cannot pay for it")
        before = Fraction(sum(n * money for _c, money, _v, n in groups), self.whole)
        need, rich = filled
        common = gcd(need, rich)
        need, rich = need // common, rich // common
        if rich > 1:
            self.money = [money * rich for money in self.money]
            self.whole *= rich
        moved, full, last = [], 0, 0
        for _c, money, v, n in groups:
            left = money * rich - need * v
            moved.append(len(self.money) if left > 0 else 0)
            full += n if left >= 0 else 0
            last += n if left <= 0 < money else 0
            if left > 0:
                self.money.append(left)
        self.of[self.backing.sides[project].rows] = np.array(moved, dtype=np.int64)[place]
        self._drop_empty()
        self.paid.append(Payment(project, Fraction(need, self.whole), before, full, last))
        return self.paid[-1]

    def _drop_empty(self) -> None:
        """Number the classes anew without those that nobody is in."""
        used = np.bincount(self.of, minlength=len(self.money)) > 0
        used[0] = True
        if used.sum() * 2 < len(used):
            self.of = (np.cumsum(used) - 1)[self.of]
            self.money = [
                money for money, kept in zip(self.money, used.tolist(), strict=True) if kept
            ]
