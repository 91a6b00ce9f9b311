"""Chances against brute force: every panel of a small pool listed, linear programs for each person.

The judge knows nothing of types: it lists all panels of people and uses scipy's `linprog`.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from tests.fixtures.pools import made_pool
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.sortition.pool import Pool, Quota, pool_of
from zaedno.algorithms.sortition.problem import problem
from zaedno.algorithms.sortition.selection import (
    BOUND,
    MAXIMIN,
    OPEN,
    PANELS,
    WHOLE,
    Selection,
    gini,
    select,
)


def quotas_of(rows: list[tuple[str, str, int, int]]) -> list[Quota]:
    return [Quota(*row) for row in rows]


def all_panels(pool: Pool, quotas: list[Quota], size: int, limit: int) -> np.ndarray:
    """Every panel as a row of 0 and 1."""
    found = []
    for chosen in combinations(range(len(pool.people)), size):
        people = [pool.people[i] for i in chosen]
        seen = Counter((f, p.values[i]) for p in people for i, f in enumerate(pool.features))
        homes = Counter(p.household for p in people if p.household)
        if all(q.lowest <= seen[q.feature, q.value] <= q.highest for q in quotas) and not (
            limit and max(homes.values(), default=0) > limit
        ):
            row = np.zeros(len(pool.people))
            row[list(chosen)] = 1
            found.append(row)
    return np.array(found)


def leximin_by_force(panels: np.ndarray) -> np.ndarray:
    """Fix, level by level, everybody who cannot be above the level: one program for each."""
    many, people = panels.shape
    fixed: dict[int, float] = {}

    def best(gain: np.ndarray, level_of: dict[int, float], with_z: bool) -> float:
        rows, bounds = [], []
        for i in range(people):
            z = 1.0 if with_z and i not in fixed else 0.0
            rows.append(np.append(-panels[:, i], z))
            bounds.append(-(fixed.get(i, level_of.get(i, 0.0)) - 1e-9) if not z else 0.0)
        done = linprog(
            -gain, A_ub=np.array(rows), b_ub=np.array(bounds),
            A_eq=np.append(np.ones(many), 0.0)[None, :], b_eq=[1.0], bounds=[(0, 1)] * (many + 1),
        )  # fmt: skip
        assert done.status == 0
        return float(-done.fun)

    while len(fixed) < people:
        z = best(np.append(np.zeros(many), 1.0), {}, True)
        level = {i: z for i in range(people) if i not in fixed}
        tops = {i: best(np.append(panels[:, i], 0.0), level, False) for i in level}
        fixed |= {i: z for i, top in tops.items() if top <= z + 1e-6}
    return np.sort(np.array(list(fixed.values())))


@st.composite
def tiny_pools(draw: st.DrawFn) -> tuple[Pool, list[Quota], int, int]:
    people = draw(st.integers(4, 8))
    size = draw(st.integers(2, 4))
    seed = draw(st.integers(0, 10**6))
    limit = draw(st.sampled_from([0, 0, 1, 2]))
    made = made_pool(
        people, size, seed, values=draw(st.sampled_from([(2, 2), (2, 3), (3, 2, 2)])),
        window=draw(st.sampled_from([0, 1])), couples=0.0,
    )  # fmt: skip
    homes = [draw(st.sampled_from(["", "u", "v"])) for _ in range(people)]
    rows = [(name, v, home) for (name, v, _home), home in zip(made.people, homes, strict=True)]
    return pool_of(rows), quotas_of(made.quotas), size, limit


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(tiny_pools())
def test_leximin_is_the_best_sorted_vector(made: tuple[Pool, list[Quota], int, int]) -> None:
    pool, quotas, size, limit = made
    panels = all_panels(pool, quotas, size, limit)
    draw_problem = problem(pool, quotas, size, limit)
    if not len(panels):
        with pytest.raises(InputFault):
            select(draw_problem)
        return
    draw = select(draw_problem)
    assert draw.proof in (BOUND, PANELS)
    assert np.sort(draw.of_people) == pytest.approx(leximin_by_force(panels), abs=2e-5)
    well_formed(draw)


def well_formed(draw: Selection) -> None:
    assert sum(draw.shares) == WHOLE
    assert min(draw.shares) > 0
    assert all(draw.problem.allows(panel) for panel in draw.panels)
    assert draw.of_people.sum() == pytest.approx(draw.problem.size, abs=1e-9)
    assert draw.lowest <= float(draw.best.min()) + 2e-8


@pytest.mark.parametrize("seed", range(6))
def test_maximin_equals_an_independent_program(seed: int) -> None:
    made = made_pool(11, 4, seed, values=(2, 3, 2), couples=0.5)
    pool, quotas = pool_of(made.people), quotas_of(made.quotas)
    panels = all_panels(pool, quotas, 4, 1)
    lowest = leximin_by_force(panels)[0]
    for rule in (MAXIMIN, "leximin"):
        draw = select(problem(pool, quotas, 4, 1), rule)
        assert draw.lowest == pytest.approx(lowest, abs=1e-6)
        well_formed(draw)


def test_three_types_of_two_hundred_people_have_a_tenth() -> None:
    kinds = [("f", "old")] * 90 + [("f", "young")] * 10 + [("m", "old")] * 100
    pool = pool_of(
        (f"{i:03}", {"Gender": gender, "Age": age}, "") for i, (gender, age) in enumerate(kinds)
    )
    quotas = quotas_of(
        [
            ("Gender", "f", 8, 12),
            ("Gender", "m", 8, 12),
            ("Age", "old", 15, 19),
            ("Age", "young", 1, 5),
        ]
    )
    draw = select(problem(pool, quotas, 20))
    assert draw.proof == BOUND
    assert len(draw.problem.types) == 3
    assert draw.lowest == pytest.approx(0.1, abs=1e-9)
    assert draw.highest == pytest.approx(0.1, abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_pool_of_the_usual_kind_reaches_the_bound(seed: int) -> None:
    made = made_pool(200, 40, seed)
    draw = select(problem(pool_of(made.people), quotas_of(made.quotas), 40))
    assert draw.proof == BOUND
    assert draw.gap < 1e-6
    assert draw.shortfall < 1e-6
    well_formed(draw)


def test_tight_quotas_are_closed_by_column_generation() -> None:
    made = made_pool(124, 35, 12, values=(2, 3, 2, 5, 3), window=0)
    draw = select(problem(pool_of(made.people), quotas_of(made.quotas), 35))
    assert draw.proof == PANELS
    assert draw.shortfall > 0.01
    well_formed(draw)


def test_without_patience_the_gap_is_told() -> None:
    made = made_pool(124, 35, 12, values=(2, 3, 2, 5, 3), window=0)
    draw = select(problem(pool_of(made.people), quotas_of(made.quotas), 35), patience=0)
    assert draw.proof == OPEN
    assert draw.shortfall > 0.01
    well_formed(draw)


def test_rounding_errors_at_the_end_of_peeling_do_no_harm() -> None:
    """Here the last rests, of a millionth, grew errors that led beyond the people of a type."""
    made = made_pool(82, 26, 860964, window=2, couples=0.3)
    draw = select(problem(pool_of(made.people), quotas_of(made.quotas), 26, 1))
    assert draw.proof == BOUND
    well_formed(draw)


def test_household_limit_holds_and_is_shared() -> None:
    """Four in one flat and four alone, panels of two: the flat shares one of its seats."""
    rows = [(str(i), {"Age": "any"}, "flat" if i < 4 else "") for i in range(6)]
    quotas = quotas_of([("Age", "any", 0, 9)])
    free = select(problem(pool_of(rows), quotas, 2))
    assert free.of_people == pytest.approx(np.full(6, 1 / 3), abs=1e-9)
    held = select(problem(pool_of(rows), quotas, 2, per_household=1))
    assert held.of_people == pytest.approx([0.25] * 4 + [0.5] * 2, abs=1e-9)


def test_order_of_rows_changes_nothing() -> None:
    made = made_pool(60, 15, 3, values=(2, 3, 2), couples=0.4)
    first = select(problem(pool_of(made.people), quotas_of(made.quotas), 15, 1))
    second = select(problem(pool_of(made.people[::-1]), quotas_of(made.quotas[::-1]), 15, 1))
    assert first.shares == second.shares
    assert first.chances == second.chances
    assert [p.tolist() for p in first.panels] == [p.tolist() for p in second.panels]


def test_gini_of_nobody_drawn_is_zero() -> None:
    assert gini(np.zeros(3)) == 0.0
