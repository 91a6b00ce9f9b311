"""Safe tables: an attacker with all that is printed finds nothing, and nothing more is hidden."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.suppression import SafeTable, hide_small

tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 12), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    ).filter(lambda rows: sum(map(sum, rows)) >= 5)
)


def printed(table: SafeTable) -> list[list[int | None]]:
    cells = [[*row, end] for row, end in zip(table.cells, table.row_totals, strict=True)]
    return [*cells, [*table.column_totals, table.total]]


def attack(shown: list[list[int | None]]) -> dict[tuple[int, int], tuple[float, float]]:
    """Least and most of every hidden cell, by a linear program over the inner cells alone."""
    rows, columns = len(shown) - 1, len(shown[0]) - 1
    inner = np.arange(rows * columns).reshape(rows, columns)

    def covers(r: int, c: int) -> np.ndarray:
        line = np.zeros(rows * columns)
        picked = inner[r : r + 1] if r < rows else inner
        line[(picked[:, c : c + 1] if c < columns else picked).ravel()] = 1
        return line

    cells = [(r, c) for r in range(rows + 1) for c in range(columns + 1)]
    known = [(r, c) for r, c in cells if shown[r][c] is not None]
    equal, right = np.array([covers(*cell) for cell in known]), [shown[r][c] for r, c in known]
    found = {}
    for cell in set(cells) - set(known):
        ends = [
            sign * linprog(sign * covers(*cell), A_eq=equal, b_eq=right, method="highs").fun
            for sign in (1, -1)
        ]
        found[cell] = ends[0], ends[1]
    return found


def small(counts: list[list[int]]) -> list[tuple[int, int]]:
    whole = with_totals(counts)
    return [(int(r), int(c)) for r, c in np.argwhere((whole > 0) & (whole < 5))]


def with_totals(counts: list[list[int]]) -> np.ndarray:
    wide = np.column_stack([counts, np.sum(counts, axis=1)])
    return np.vstack([wide, wide.sum(axis=0)])


@settings(max_examples=25, deadline=None)
@given(tables)
def test_nobody_learns_a_hidden_count(counts: list[list[int]]) -> None:
    table = hide_small(counts)
    shown, whole = printed(table), with_totals(counts)
    assert all(
        v is None or v == whole[r, c] for r, row in enumerate(shown) for c, v in enumerate(row)
    )
    found = attack(shown)
    for cell in small(counts):
        low, high = found[cell]
        assert low < 1e-6
        assert high > 5 - 1e-6
    for (row, column), (low, high) in found.items():
        assert high - low > 1 - 1e-6
        assert table.interval(row, column) == (round(low), round(high))
        assert low - 1e-6 <= whole[row, column] <= high + 1e-6


@settings(max_examples=12, deadline=None)
@given(tables.filter(lambda rows: len(rows) * len(rows[0]) <= 6))
def test_nothing_cheaper_would_do(counts: list[list[int]]) -> None:
    table, whole = hide_small(counts), with_totals(counts)
    assert table.exact
    primary = small(counts)
    others = [
        (r, c) for r in range(len(whole)) for c in range(len(whole[0])) if (r, c) not in primary
    ][:-1]
    mine = sum(whole[cell] + 1 for cell in table.secondary)
    for number in range(len(others) + 1):
        for chosen in combinations(others, number):
            if sum(whole[cell] + 1 for cell in chosen) >= mine:
                continue
            shown = [[int(v) for v in row] for row in whole]
            for row, column in (*primary, *chosen):
                shown[row][column] = None  # type: ignore[call-overload]
            found = attack(shown)
            assert any(found[c][0] > 1e-6 or found[c][1] < 5 - 1e-6 for c in primary)


def test_large_table_is_safe_too() -> None:
    counts = np.random.default_rng(5).poisson(11, (24, 24))
    table = hide_small(counts.tolist())
    assert not table.exact
    assert table.primary
    for row, column in table.primary:
        low, high = table.interval(row, column)
        assert low == 0
        assert high >= 5
    for row, column in table.secondary:
        low, high = table.interval(row, column)
        assert low < high


def test_a_table_without_small_counts_stays_whole() -> None:
    table = hide_small([[5, 0], [7, 8]])
    assert table.cells == ((5, 0), (7, 8))
    assert table.exact
    assert not table.primary | table.secondary


def test_one_row_of_options() -> None:
    """The answers to one question: the smallest other option is hidden with the small one."""
    table = hide_small([[2, 40, 9, 60]])
    assert table.cells == ((None, 40, None, 60),)
    assert table.column_totals == (None, 40, None, 60)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([], "The table is empty."),
        ([[]], "The table is empty."),
        ([[1, 2], [3]], "Row 2 has 1 cells instead of 2."),
        ([[1, -2]], "Row 1, column 2: -2 is not a number of people."),
        ([[1.5, 2]], "Row 1, column 1: 1.5 is not a number of people."),
        ([[float("nan"), 2]], "Row 1, column 1: nan is not a number of people."),
        ([[9] * 5000], "The table has 5000 cells; at most 4000 can be made safe."),
        ([[1, 3]], "All counts together are 4, below 5: nothing can be printed."),
    ],
)
def test_faults(counts: list, told: str) -> None:
    with pytest.raises(InputFault) as caught:
        hide_small(counts)
    assert str(caught.value) == told


def test_the_smallest_count_must_hide_something() -> None:
    with pytest.raises(InputFault, match="2 or more"):
        hide_small([[10]], smallest=1)
