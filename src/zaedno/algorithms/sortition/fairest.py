"""The fairest chances: as high as possible for whoever has the lowest, then the next, and so on.

MAXIMIN makes the lowest chance of any person as high as it can be. LEXIMIN goes on: among all
draws with the highest lowest chance it makes the second lowest as high as it can be, and so on.
The chances are unique for LEXIMIN, since the set of reachable chances is convex.

Level by level
    With `x[t]` the expected number of people of type `t` on a panel and `n[t]` the people it has,
    a level maximises `z` with `x[t] >= n[t] * z` for every type not settled. A type is *tight* when
    in no optimal solution its chance is above `z`. This is tested strictly: maximise
    the sum of `s[t]` with `x[t] >= n[t] * (z + s[t])` and `0 <= s[t] <= REACH` over the
    doubtful types; those with `s[t] > 0` can rise and are taken out, and the test is repeated until
    the sum is zero. A sum of zero proves for every type left that it is tight, because a solution
    in which one of them rises would have a positive sum. Tight types are settled at `z`.
Where x lives
    `Relaxed` allows every x that keeps the quotas, whole or not: what comes out is an upper bound
    for the lowest chance, and for LEXIMIN in lexicographic order. `Mixed` allows only averages of
    panels; it finds panels that are worth adding by an integer program (column generation), which
    also bounds what panels that are not there yet could still bring.
Source
    Flanigan, Gölz, Gupta, Hennig, Procaccia (2021), "Fair algorithms for selecting citizens'
    assemblies", Nature 596, for LEXIMIN and column generation. The relaxation over types and the
    joint test for tight types are the project's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import bmat, csr_array, diags_array, eye_array

from zaedno.algorithms.sortition.problem import Problem
from zaedno.algorithms.sortition.solver import INFINITE, Answer, Floats, Program, Unsolved, Whole

Flags = NDArray[np.bool_]

REACH = 1e-4
RISES = 1e-7
LEAST_GAIN = 1e-8

Step = Callable[[], None]


def silent() -> None:
    """Nobody watches the progress."""


class OutOfPatience(ArithmeticError):
    """More integer programs would be needed than were allowed."""


class Relaxed:
    """Chances over everything that keeps the quotas, whole or not.

    The columns of the program are `x` (one for each type), `z`, and `s` (one for each type); its
    first rows say `x[t] - n[t] * z - n[t] * s[t] >= floor[t]`.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.types = len(problem.types)
        rows, low, high = self.region()
        n = problem.count.astype(np.float64)
        link = [eye_array(self.types), csr_array(-n[:, None]), diags_array(-n)]
        table = csr_array(bmat([link, [csr_array(rows), None, None]]))
        self.program = Program(
            np.zeros(2 * self.types + 1),
            np.zeros(2 * self.types + 1),
            np.concatenate([problem.most, [1.0], np.zeros(self.types)]),
            table,
            np.concatenate([np.zeros(self.types), low]),
            np.concatenate([np.full(self.types, INFINITE), high]),
        )

    def region(self) -> tuple[Floats, Floats, Floats]:
        """Rows that `x` has to keep, with their lower and upper bounds."""
        return (self.problem.matrix, *self.problem.bounds())

    def optimum(self, enough: float) -> Answer:
        """Solve as it stands; the search may end at a value that is `enough`."""
        return self.program.best()

    def raise_all(
        self,
        settled: Floats,
        open_types: Flags,
        floor: Floats,
        z: tuple[float, float],
        enough: float = INFINITE,
    ) -> Answer:
        """Highest `z` within its bounds, `x >= floor + n * z` for open types, others settled.

        The search may end at a `z` that is `enough`.
        """
        t = self.types
        cost = np.zeros(2 * t + 1)
        cost[t] = 1.0
        self._pose(cost, settled, z, np.zeros(t))
        self.program.set_rows(np.where(open_types, floor, -INFINITE), np.full(t, INFINITE))
        return self.optimum(min(enough, z[1] - LEAST_GAIN))

    def slack(self, settled: Floats, open_types: Flags, level: float, doubtful: Flags) -> Floats:
        """How far the doubtful types rise above the level, together as far as possible."""
        t = self.types
        cost = np.zeros(2 * t + 1)
        cost[t + 1 :][doubtful] = 1.0
        self._pose(cost, settled, (level, level), np.where(doubtful, REACH, 0.0))
        return self.optimum(REACH * doubtful.sum() - LEAST_GAIN).x[t + 1 : 2 * t + 1]

    def _pose(self, cost: Floats, settled: Floats, z: tuple[float, float], reach: Floats) -> None:
        zero = np.zeros(self.types)
        self.program.set_cost(cost)
        self.program.set_bounds(
            np.concatenate([settled, z[:1], zero]),
            np.concatenate([self.problem.most, z[1:], reach]),
        )


class Mixed(Relaxed):
    """Chances over averages of panels, which are found when they are needed."""

    def __init__(
        self, problem: Problem, panels: Sequence[Whole], patience: int, step: Step = silent
    ) -> None:
        super().__init__(problem)
        self.panels: list[Whole] = []
        self.last: Answer | None = None
        self.patience, self.step = patience, step
        self.pricing = problem.panels()
        self.add(panels)

    def region(self) -> tuple[Floats, Floats, Floats]:
        """`x` is an average of panels: their columns are added later, with weights that sum to 1.

        The first rows say `x[t] == sum of weight * panel[t]`, the last `sum of weights == 1`.
        """
        ends = np.append(np.zeros(self.types), 1.0)
        return np.vstack([np.eye(self.types), np.zeros((1, self.types))]), ends, ends

    def optimum(self, enough: float) -> Answer:
        """Solve, add the panel that would gain most, and again until no panel would gain."""
        while True:
            answer = self.last = self.program.best()
            if answer.value >= enough:
                return answer
            prices = answer.prices[self.types :]
            if self.patience == 0:
                raise OutOfPatience
            self.patience -= 1
            self.step()
            self.pricing.set_cost(prices[:-1])
            best = self.pricing.best()
            if best.value - prices[-1] <= LEAST_GAIN:
                return answer
            self.add([best.whole])

    def weights(self) -> Floats:
        """The share of every panel in the last solution; nothing for those that came after it."""
        known = self.last.x[2 * self.types + 1 :] if self.last else np.zeros(0)
        return np.append(known, np.zeros(len(self.panels) - len(known)))

    def add(self, panels: Sequence[Whole]) -> None:
        """Panels that averages may use from now on."""
        above = np.zeros(self.types)
        for panel in panels:
            if not self.problem.allows(panel):
                raise Unsolved("a panel of the solver breaks a quota")
            self.panels.append(panel)
            self.program.add_column(np.concatenate([above, -panel, [1.0]]))


@dataclass
class Ladder:
    """Levels that are settled so far: `x` for settled types, and which types are still open."""

    settled: Floats
    open_types: Flags
    levels: list[float] = field(default_factory=list)


def climb(space: Relaxed, ladder: Ladder) -> None:
    """Settle the types of the next level."""
    n = space.problem.count
    least = ladder.levels[-1] if ladder.levels else 0.0
    zero = np.zeros(len(n))
    answer = space.raise_all(ladder.settled, ladder.open_types, zero, (least, 1.0))
    x, level = answer.x[: len(n)], float(answer.x[len(n)])
    doubtful = ladder.open_types & (x <= n * (level + RISES))
    tight, rises = doubtful, doubtful
    while rises.any():
        slack = space.slack(ladder.settled, ladder.open_types, level, tight)
        rises = tight & (slack > RISES)
        tight = tight & ~rises
    doubtful = tight if tight.any() else doubtful  # some type is tight, or the level could rise
    ladder.settled = np.where(doubtful, n * level, ladder.settled)
    ladder.open_types = ladder.open_types & ~doubtful
    ladder.levels.append(level)


def leximin(space: Relaxed) -> Floats:
    """The expected number of people of every type on a panel under LEXIMIN."""
    types = space.types
    ladder = Ladder(np.zeros(types), np.ones(types, dtype=bool))
    while ladder.open_types.any():
        climb(space, ladder)
    return ladder.settled


def maximin(space: Relaxed) -> Floats:
    """An expected number for every type with the highest lowest chance, and nothing beyond."""
    zero, everyone = np.zeros(space.types), np.ones(space.types, dtype=bool)
    return space.raise_all(zero, everyone, zero, (0.0, 1.0)).x[: space.types]
