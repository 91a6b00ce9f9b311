"""A lottery that anyone can run again: numbered panels, equally likely, published before the draw.

1.  *The list.* The shares of a `Selection` become whole numbers of panels, rounded down or up
    so that everybody's chance moves as little as possible. Within a type the seats are dealt to
    whoever has the fewest so far, so that people of one type differ by one panel at most (a limit
    for each household can force more; `Lottery.moved` says how far chances moved in all).
    Nothing is left to chance or choice: ties are ordered by SHA-256 of the pool's ids, so the list
    is a function of pool, quotas, size and rule.
2.  *The draw.* `number = SHA-256(seed) mod panels + 1`, the seed as UTF-8, spaces at its ends cut.
    The seed comes from a public event after the list is published, such as a dice roll on stage.

Source
    Flanigan, Kehne, Procaccia (2021), "Fair sortition made transparent", for the idea of a
    published uniform lottery over a rounded distribution.

>>> winning_number("2026-11-26 dice 4 2 6", 1000)
65
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import numpy as np

from zaedno.algorithms.sortition.pool import Pool
from zaedno.algorithms.sortition.problem import Problem, Shape, Type
from zaedno.algorithms.sortition.selection import WHOLE, Selection
from zaedno.algorithms.sortition.solver import Floats, Whole

PANELS = 1000


@dataclass(frozen=True)
class Lottery:
    """Numbered panels of ids (number 1 first), each as likely as every other."""

    panels: tuple[tuple[str, ...], ...]

    @cached_property
    def seen(self) -> Counter[str]:
        """For everybody on any panel, on how many."""
        return Counter(name for panel in self.panels for name in panel)

    def chances(self, pool: Pool) -> Floats:
        """The chance of every person of the pool, in its order."""
        return np.array([self.seen[p.id] for p in pool.people]) / len(self.panels)

    def moved(self, selection: Selection) -> float:
        """The most that the chance of anybody differs from the one before rounding."""
        pool = selection.problem.pool
        return float(np.abs(self.chances(pool) - selection.of_people).max())

    def draw(self, seed: str) -> tuple[int, tuple[str, ...]]:
        """The number that a seed gives, and its panel."""
        number = winning_number(seed, len(self.panels))
        return number, self.panels[number - 1]


def winning_number(seed: str, panels: int) -> int:
    """SHA-256 of the seed as a whole number, modulo the panels, plus one.

    >>> winning_number(" a ", 10) == winning_number("a", 10)
    True
    """
    return int.from_bytes(sha256(seed.strip().encode()).digest(), "big") % panels + 1


def lottery(selection: Selection, panels: int = PANELS) -> Lottery:
    """The list of equally likely panels that is nearest to the selection."""
    problem = selection.problem
    key = sha256("\n".join(p.id for p in problem.pool.people).encode()).hexdigest()
    copies = round_shares(selection, panels)
    tickets = [
        (_lot(key, "ticket", str(i), str(copy)), i)
        for i, many in enumerate(copies)
        for copy in range(many)
    ]
    dealer = Dealer(problem, key)
    listed = (dealer.people(selection.panels[i]) for _order, i in sorted(tickets))
    return Lottery(tuple(tuple(problem.pool.people[i].id for i in panel) for panel in listed))


def _lot(*words: str) -> bytes:
    """An order that nobody chose."""
    return sha256("\0".join(words).encode()).digest()


def round_shares(selection: Selection, panels: int) -> Whole:
    """Whole numbers of panels, each share rounded down or up, that sum to `panels`.

    Begins with largest remainders and exchanges an up for a down as long as that makes the sum of
    squared changes of all people's chances smaller.
    """
    problem = selection.problem
    exact = np.array(selection.shares) * panels / WHOLE
    down = np.array([share * panels // WHOLE for share in selection.shares], dtype=np.int64)
    order = np.argsort(-(exact - down), kind="stable")
    up = np.zeros(len(down), dtype=bool)
    up[order[: panels - int(down.sum())]] = True
    loose = np.array([share * panels % WHOLE != 0 for share in selection.shares])
    tables = np.array(selection.panels) / np.sqrt(problem.count)
    gram = tables @ tables.T
    while True:
        pull = gram @ (down + up - exact)  # half the slope of the sum of squares
        rise, fall = np.flatnonzero(~up & loose), np.flatnonzero(up)
        if not len(rise) or not len(fall):
            break
        size = np.diag(gram)
        gain = (
            2 * (pull[fall][None, :] - pull[rise][:, None])
            - size[rise][:, None]
            - size[fall][None, :]
            + 2 * gram[np.ix_(rise, fall)]
        )
        best = int(gain.argmax())
        if gain.flat[best] <= 1e-9:
            break
        up[rise[best // len(fall)]], up[fall[best % len(fall)]] = True, False
    return down + up


class Dealer:
    """Deals the seats of each type to its people so that all come up equally often."""

    def __init__(self, problem: Problem, key: str) -> None:
        self.problem, self.key = problem, key
        self.seen = [0] * len(problem.pool.people)
        self.homes: dict[Shape, list[str]] = defaultdict(list)
        for kind in problem.types:
            if kind.shape:
                known = {problem.pool.people[i].household for i in kind.people}
                self.homes[kind.shape] = sorted(known, key=lambda home: _lot(key, home))
        self.next_home: Counter[Shape] = Counter()
        self.lots: dict[tuple[int, int], bytes] = {}

    def people(self, panel: Whole) -> list[int]:
        """Places in the pool of the people of this panel, in the order of the pool."""
        chosen: list[int] = []
        shapes: dict[Shape, list[tuple[Type, int]]] = defaultdict(list)
        for kind, seats in zip(self.problem.types, panel.tolist(), strict=True):
            if seats and kind.shape:
                shapes[kind.shape].append((kind, seats))
            elif seats:
                chosen += sorted(kind.people, key=self._turn)[:seats]
        for wanted in shapes.values():
            chosen += self._by_turn(wanted) or self._round(wanted)
        for i in chosen:
            self.seen[i] += 1
        return sorted(chosen)

    def _turn(self, i: int) -> tuple[int, bytes]:
        """Whoever came up least is first; the order among equals changes every time."""
        seen = self.seen[i]
        if (i, seen) not in self.lots:
            self.lots[i, seen] = _lot(self.key, self.problem.pool.people[i].id, str(seen))
        return seen, self.lots[i, seen]

    def _by_turn(self, wanted: Sequence[tuple[Type, int]]) -> list[int]:
        """Everybody in turn, as long as the household has room; nothing when that comes to a stop.

        With a limit of one it never does: a household of the shape has people of all its types.
        """
        room: dict[str, int] = defaultdict(lambda: self.problem.per_household)
        chosen: list[int] = []
        for kind, seats in wanted:
            for i in sorted(kind.people, key=self._turn):
                home = self.problem.pool.people[i].household
                if seats and room[home]:
                    chosen.append(i)
                    room[home] -= 1
                    seats -= 1
            if seats:
                return []
        return chosen

    def _round(self, wanted: Sequence[tuple[Type, int]]) -> list[int]:
        """The seats of all types one after the other round the households: always possible."""
        shape = wanted[0][0].shape
        homes = self.homes[shape]
        chosen: list[int] = []
        for kind, seats in wanted:
            members: dict[str, list[int]] = defaultdict(list)
            for i in sorted(kind.people, key=self._turn, reverse=True):
                members[self.problem.pool.people[i].household].append(i)
            for _seat in range(seats):
                chosen.append(members[homes[self.next_home[shape] % len(homes)]].pop())
                self.next_home[shape] += 1
        return chosen


def faults(lottery: Lottery, problem: Problem) -> Iterable[tuple[int, str]]:
    """Number and code of every panel that breaks a rule, checked on people in whole numbers.

    Codes: `size`, `twice` (a person), `unknown` (an id), `quota`, `household`.
    """
    people = {p.id: p for p in problem.pool.people}
    place = {feature: i for i, feature in enumerate(problem.pool.features)}
    for number, panel in enumerate(lottery.panels, start=1):
        if len(panel) != problem.size:
            yield number, "size"
        elif len(set(panel)) < len(panel):
            yield number, "twice"
        elif not people.keys() >= set(panel):
            yield number, "unknown"
        else:
            members = [people[name] for name in panel]
            seen = Counter((f, p.values[i]) for p in members for f, i in place.items())
            homes = Counter(p.household for p in members if p.household)
            if any(not q.lowest <= seen[q.feature, q.value] <= q.highest for q in problem.quotas):
                yield number, "quota"
            elif problem.per_household and max(homes.values(), default=0) > problem.per_household:
                yield number, "household"
