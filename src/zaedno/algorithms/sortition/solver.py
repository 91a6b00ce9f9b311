"""Linear and integer programs on HiGHS, always with the same options, so that they repeat exactly.

One thread, a fixed seed and a fixed order of rows and columns make HiGHS deterministic: the same
program gives the same answer. Tolerances are set to 1e-9; whoever needs an exact statement (a
panel within its quotas) checks it in whole numbers afterwards.

Shapes and units
    A program has `n` columns and `m` rows: maximise `cost @ x` with `lower <= x <= upper` and
    `row_lower <= matrix @ x <= row_upper`. Infinite bounds are `INFINITE`.
Source
    Huangfu and Hall (2018), "Parallelizing the dual revised simplex method", for the solver.

>>> lp = Program(np.array([1.0, 1.0]), np.zeros(2), np.ones(2), np.array([[2.0, 1.0]]),
...              np.array([-INFINITE]), np.array([2.0]))
>>> answer = lp.solve()
>>> answer.value, answer.x.tolist()
(1.5, [0.5, 1.0])
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

INFINITE = highspy.kHighsInf
TOLERANCE = 1e-9
OPTIONS: dict[str, bool | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "primal_feasibility_tolerance": TOLERANCE,
    "dual_feasibility_tolerance": TOLERANCE,
    "mip_feasibility_tolerance": TOLERANCE,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": TOLERANCE,
}
DONE = highspy.HighsModelStatus.kOptimal
IMPOSSIBLE = (
    highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
NOTHING_TO_DO = highspy.HighsModelStatus.kModelEmpty


class Unsolved(ArithmeticError):
    """The solver ended without an answer, which says nothing about the program."""


@dataclass(frozen=True)
class Answer:
    """An optimum: its value, the columns, and the price of each row (empty for whole numbers)."""

    value: float
    x: Floats
    prices: Floats

    @property
    def whole(self) -> Whole:
        """The columns as whole numbers, for a program that asked for them."""
        return np.rint(self.x).astype(np.int64)


class Quiet(highspy.Highs):
    """HiGHS without its callbacks: with them it greets on standard output, amid a JSON document."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its name
        """Leave them off; nothing here listens."""


class Program:
    """A program that can be changed and solved again; a linear one starts where it ended."""

    def __init__(
        self,
        cost: Floats,
        lower: Floats,
        upper: Floats,
        matrix: Floats | csr_array,
        row_lower: Floats,
        row_upper: Floats,
        whole: bool = False,
        **options: float,
    ) -> None:
        table = csr_array(matrix)
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = table.shape
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
        lp.row_lower_, lp.row_upper_ = row_lower, row_upper
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = table.indptr.astype(np.int32)
        lp.a_matrix_.index_ = table.indices.astype(np.int32)
        lp.a_matrix_.value_ = table.data.astype(np.float64)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * lp.num_col_
        self.whole = whole
        self.highs = Quiet()
        for name, value in {**OPTIONS, **options}.items():
            self.highs.setOptionValue(name, value)
        self.highs.passModel(lp)

    def set_cost(self, cost: Floats) -> None:
        """A new objective for the first `len(cost)` columns."""
        columns = np.arange(len(cost), dtype=np.int32)
        self.highs.changeColsCost(len(cost), columns, cost)

    def set_bounds(self, lower: Floats, upper: Floats) -> None:
        """New bounds for the first `len(lower)` columns."""
        columns = np.arange(len(lower), dtype=np.int32)
        self.highs.changeColsBounds(len(lower), columns, lower, upper)

    def set_rows(self, lower: Floats, upper: Floats) -> None:
        """New bounds for the first `len(lower)` rows."""
        for row, (low, high) in enumerate(zip(lower.tolist(), upper.tolist(), strict=True)):
            self.highs.changeRowBounds(row, low, high)

    def add_column(self, column: Floats) -> None:
        """A column from 0 upwards that costs nothing, given by its entry in every row."""
        filled = np.flatnonzero(column).astype(np.int32)
        self.highs.addCol(0.0, 0.0, INFINITE, len(filled), filled, column[filled])

    def solve(self) -> Answer | None:
        """The optimum, or None when nothing satisfies the bounds."""
        self.highs.run()
        status = self.highs.getModelStatus()
        if status in IMPOSSIBLE:
            return None
        if status not in (DONE, NOTHING_TO_DO):
            raise Unsolved(self.highs.modelStatusToString(status))
        found = self.highs.getSolution()
        return Answer(
            self.highs.getObjectiveValue(),
            np.array(found.col_value),
            np.array([] if self.whole else found.row_dual),
        )

    def best(self) -> Answer:
        """The optimum of a program that is known to have one."""
        answer = self.solve()
        if answer is None:
            raise Unsolved("a program with a known solution was called infeasible")
        return answer
