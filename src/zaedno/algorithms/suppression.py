"""Tables of counts in which no small group can be seen, neither in a cell nor by subtraction.

A count below k (5 by default) is hidden (primary suppression). As totals are printed too, a lone
hidden cell is the total minus the rest, so further cells must be hidden (secondary suppression).
Which ones is the cell suppression problem: for each small count the hidden cells must leave open
everything from 0 to k, and as few people as possible should stand in hidden cells. It is solved
exactly as Fischetti & Salazar-González (2001) do: an integer program over the cells to hide, which
learns from an attacker: whenever the attacker, a linear program that knows all that is printed,
still pins a small count down, the dual of the attack is a new condition. Large tables are solved by
the rule of Kelly, Golden & Assad (1992), one small count after another, and tidied up.

>>> safe = hide_small([[20, 3, 40], [50, 60, 70], [12, 15, 9]])
>>> print(*safe.cells, safe.column_totals, safe.total, sep="\\n")
(None, None, 40)
(50, 60, 70)
(None, None, 9)
(82, 78, 119)
279
>>> safe.row_totals, safe.interval(0, 1)
((63, 180, 36), (0, 18))
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, hstack

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

SMALLEST = 5
MOST_CELLS = 4_000
MOST_EXACT = 450  # cells with totals, above which the search for the least loss may take minutes
MOST_ROUNDS = 300
HALF = 0.5

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class SafeTable:
    """A table that may be printed; None stands for a hidden count.

    `primary` and `secondary` are the places (row, column) hidden because they are small, and to
    protect those; the row -1 or column -1 is that of the totals. `exact` tells that no table hides
    fewer people (counting one more for each hidden cell).
    """

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int
    primary: frozenset[tuple[int, int]]
    secondary: frozenset[tuple[int, int]]
    exact: bool

    def interval(self, row: int, column: int) -> tuple[int, int]:
        """The least and the most that a count can be for whoever reads the table.

        Row or column -1 is that of the totals. Counts are only known to be whole and not negative.

        >>> hide_small([[3, 30], [30, 30]]).interval(-1, -1)
        (93, 93)
        """
        printed = [*(list(r) for r in self.cells), list(self.column_totals)]
        for cells, end in zip(printed, (*self.row_totals, self.total), strict=True):
            cells.append(end)
        known = np.array([[-1 if v is None else v for v in cells] for cells in printed])
        found = known[row, column]
        if found >= 0:
            return int(found), int(found)
        rows, columns = known.shape
        place = (row % rows) * columns + column % columns
        return _span(known.ravel(), _sums(rows, columns), place, self.total)


def hide_small(
    counts: Sequence[Sequence[int]],
    smallest: int = SMALLEST,
    known: Collection[tuple[int, int]] = (),
) -> SafeTable:
    """Hide counts from 1 to `smallest` - 1 and as little else as protects them.

    `counts` is a table of numbers of people, rows of equal length. Totals are counts like the
    others and may be hidden; the total of all is always printed. Empty cells (0) are no group of
    people and stay unless they are needed to protect another. Raises `InputFault` for a table that
    is empty, ragged, too large or holds no numbers of people, and for one whose total is small,
    because then nothing of it may be printed.

    `known` are places of totals (row or column -1) that readers find elsewhere: those protect
    nothing, so that other cells are hidden instead.

    >>> hide_small([[6, 7], [8, 9]]).secondary
    frozenset()
    >>> hide_small([[1, 0], [30, 30]]).cells
    ((None, 0), (None, 30))
    >>> hide_small([[1, 0], [30, 30]], known=[(0, -1), (1, -1)]).cells
    ((None, None), (None, None))
    >>> hide_small([[1, 2]])
    Traceback (most recent call last):
    zaedno.algorithms.faults.InputFault: All counts together are 3, below 5: nothing can be printed.
    """
    table = _checked(counts, smallest)
    whole = _with_totals(table)
    problem = _Problem(whole, smallest, _flags(whole, known))
    hidden = problem.one_by_one()
    exact = not (hidden & ~problem.small).any()
    if not exact and whole.size <= MOST_EXACT:
        hidden, exact = problem.least(hidden)
    return _printed(whole, problem.small, hidden, exact)


def _printed(whole: Counts, small: Flags, hidden: Flags, exact: bool) -> SafeTable:
    shape = hidden.reshape(whole.shape)
    rows, columns = whole.shape

    def told(row: int, column: int) -> int | None:
        return None if shape[row, column] else int(whole[row, column])

    def places(flags: Flags) -> frozenset[tuple[int, int]]:
        return frozenset(
            (int(r) if r < rows - 1 else -1, int(c) if c < columns - 1 else -1)
            for r, c in np.argwhere(flags.reshape(whole.shape))
        )

    return SafeTable(
        tuple(tuple(told(r, c) for c in range(columns - 1)) for r in range(rows - 1)),
        tuple(told(r, -1) for r in range(rows - 1)),
        tuple(told(-1, c) for c in range(columns - 1)),
        int(whole[-1, -1]),
        places(small),
        places(hidden & ~small),
        exact,
    )


def _checked(counts: Sequence[Sequence[int]], smallest: int) -> Counts:
    if smallest < 2:
        raise InputFault(_("The smallest count to print must be 2 or more."))
    if not counts or not counts[0]:
        raise InputFault(_("The table is empty."))
    for row, cells in enumerate(counts, 1):
        if len(cells) != len(counts[0]):
            raise InputFault(
                _("Row {row} has {found} cells instead of {wanted}."),
                row=row, found=len(cells), wanted=len(counts[0]),
            )  # fmt: skip
        for column, count in enumerate(cells, 1):
            if not (count == count and count >= 0 and count == int(count)):
                raise InputFault(
                    _("Row {row}, column {column}: {found} is not a number of people."),
                    row=row, column=column, found=count,
                )  # fmt: skip
    table = np.array(counts, dtype=np.int64)
    if table.size > MOST_CELLS:
        raise InputFault(
            _("The table has {found} cells; at most {most} can be made safe."),
            found=table.size, most=MOST_CELLS,
        )  # fmt: skip
    total = int(table.sum())
    if total < smallest:
        raise InputFault(
            _("All counts together are {total}, below {smallest}: nothing can be printed."),
            total=total, smallest=smallest,
        )  # fmt: skip
    return table


def _flags(whole: Counts, places: Collection[tuple[int, int]]) -> Flags:
    found = np.zeros(whole.shape, dtype=bool)
    for row, column in places:
        found[row, column] = True
    return found.ravel()


def _with_totals(table: Counts) -> Counts:
    wide = np.column_stack([table, table.sum(axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


def _sums(rows: int, columns: int) -> csr_array:
    """One line for each row and column of a table with totals: the parts minus their total is 0."""
    cells = np.arange(rows * columns).reshape(rows, columns)
    lines = [*cells, *cells.T]
    line = np.repeat(np.arange(len(lines)), [len(part) for part in lines])
    sign = np.concatenate([np.append(np.ones(len(part) - 1), -1.0) for part in lines])
    return csr_array((sign, (line, np.concatenate(lines))), shape=(len(lines), cells.size))


def _span(printed: Counts, sums: csr_array, place: int, total: int) -> tuple[int, int]:
    """Least and most of one hidden cell, from what is printed (-1 for hidden).

    The sums of a table are a network, whose linear program has whole corners: no whole number is
    missed between the two.
    """
    open_ = np.flatnonzero(printed < 0)
    rest = -(sums @ np.maximum(printed, 0))
    ends = []
    for sign in (1.0, -1.0):
        goal = np.where(open_ == place, sign, 0.0)
        found = linprog(goal, A_eq=sums[:, open_], b_eq=rest, bounds=(0, total), method="highs")
        ends.append(round(sign * found.fun))
    return ends[0], ends[1]


class _Problem:
    """One table with totals, flat: what is small, what hiding a cell costs, and the attacker."""

    def __init__(self, whole: Counts, smallest: int, known: Flags) -> None:
        self.counts = whole.ravel().astype(float)
        self.sums = _sums(*whole.shape)
        self.small = (self.counts > 0) & (self.counts < smallest)
        self.smallest = smallest
        self.cost = self.counts + 1
        # How far a hidden count may be moved down and up; the total of all stays.
        self.down, self.up = self.counts.copy(), self.counts[-1] - self.counts
        self.known = known.copy()
        self.known[-1] = True
        self.down[self.known] = self.up[self.known] = 0.0

    def needs(self) -> Iterator[tuple[int, float, float]]:
        """Each small cell with a direction and how far it must be free to move there: no further
        than it could with everything hidden that is not known anyway."""
        for place in np.flatnonzero(self.small & ~self.known):
            for sign, far in (
                (1.0, self.smallest - self.counts[place]),
                (-1.0, self.counts[place]),
            ):
                if self.known[:-1].any():
                    far = min(far, round(self._reach(int(place), sign, ~self.known)[0]))
                if far > HALF:
                    yield int(place), sign, far

    def one_by_one(self) -> Flags:
        """Small cells first to last, each protected at the least extra cost; then tidied."""
        hidden = self.small.copy()
        for place, sign, far in sorted(self.needs(), key=lambda need: (-need[2], need[0], need[1])):
            if self._reach(place, sign, hidden)[0] < far - HALF:
                hidden |= self._cheapest_move(place, sign, far, hidden)
        return self._without_idle(hidden)

    def _cheapest_move(self, place: int, sign: float, far: float, hidden: Flags) -> Flags:
        """Cells that move when one is moved `far` and the rest makes up for it most cheaply."""
        cost = np.where(hidden, 0.0, self.cost / self.cost.max())
        up, down = self.up.copy(), self.down.copy()
        up[place], down[place] = (far, 0.0) if sign > 0 else (0.0, far)
        most = np.concatenate([up, down])
        least = np.zeros(2 * len(cost))
        least[place if sign > 0 else len(cost) + place] = far
        found = linprog(
            np.concatenate([cost, cost]),
            A_eq=hstack([self.sums, -self.sums], format="csr"),
            b_eq=np.zeros(self.sums.shape[0]),
            bounds=np.column_stack([least, most]),
            method="highs-ds",
        )
        moved = np.abs(found.x[: len(cost)] - found.x[len(cost) :])
        return np.asarray(moved > HALF)

    def _without_idle(self, hidden: Flags) -> Flags:
        """Print again what can be computed anyway: the attacker learns nothing from it."""
        hidden = hidden.copy()
        for place in np.flatnonzero(hidden & ~self.small):
            if max(self._reach(int(place), sign, hidden)[0] for sign in (1.0, -1.0)) < HALF:
                hidden[place] = False
        return hidden

    def _reach(self, place: int, sign: float, hidden: Flags) -> tuple[float, Floats]:
        """How far the hidden cells let one move up or down, and the attack's reduced costs."""
        open_ = np.flatnonzero(hidden)
        goal = np.where(open_ == place, -sign, 0.0)
        found = linprog(
            goal,
            A_eq=self.sums[:, open_],
            b_eq=np.zeros(self.sums.shape[0]),
            bounds=np.column_stack([-self.down[open_], self.up[open_]]),
            method="highs-ds",
        )
        reduced = -(self.sums.T @ found.eqlin.marginals)
        reduced[place] -= sign
        return -found.fun, reduced

    def least(self, begun: Flags) -> tuple[Flags, bool]:
        """The cheapest cells to hide, and whether the search came to its end.

        By weak duality any multipliers of the sums bound an attack: with reduced costs r the cell
        cannot move further than Σ (r⁺ down + r⁻ up) over the hidden cells. Where that is too little
        more must be hidden, which is linear in the choice of cells.
        """
        cuts: list[Floats] = []
        needs = list(self.needs())
        lower = self.small.astype(float)
        upper = np.ones(len(lower))
        upper[self.known & ~self.small] = 0.0
        self._learn(cuts, needs, self.small)
        for _round in range(MOST_ROUNDS):
            found = milp(
                self.cost,
                integrality=np.ones(len(lower)),
                bounds=Bounds(lower, upper),
                constraints=LinearConstraint(np.array(cuts), 1.0, np.inf) if cuts else (),
            )
            hidden = np.asarray(found.x > HALF)
            if not self._learn(cuts, needs, hidden):
                return hidden, True
        return begun, False

    def _learn(
        self, cuts: list[Floats], needs: list[tuple[int, float, float]], hidden: Flags
    ) -> bool:
        """Add the condition of each attack that succeeds; whether there was one."""
        known = len(cuts)
        for place, sign, far in needs:
            reached, reduced = self._reach(place, sign, hidden)
            if reached < far - HALF:
                share = np.maximum(reduced, 0) * self.down + np.maximum(-reduced, 0) * self.up
                cuts.append(np.minimum(share / far, 1.0))
        return len(cuts) > known
