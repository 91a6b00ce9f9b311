"""The list of equally likely panels: within the quotas, near the exact chances, the same again."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest

from tests.fixtures.pools import MadePool, made_pool
from zaedno.algorithms.sortition.lottery import Lottery, faults, lottery, winning_number
from zaedno.algorithms.sortition.pool import Quota, pool_of
from zaedno.algorithms.sortition.problem import Problem, problem
from zaedno.algorithms.sortition.selection import Selection, select


def draw_of(made: MadePool, size: int, limit: int = 0) -> Selection:
    return select(problem(pool_of(made.people), [Quota(*q) for q in made.quotas], size, limit))


@pytest.fixture(scope="module")
def selection() -> Selection:
    return draw_of(made_pool(120, 24, 5, couples=0.4), 24, 1)


def test_panels_keep_everything_and_chances_hardly_move(selection: Selection) -> None:
    listed = lottery(selection, 1000)
    assert len(listed.panels) == 1000
    assert not list(faults(listed, selection.problem))
    assert listed.moved(selection) < 0.005
    assert listed.chances(selection.problem.pool).sum() == pytest.approx(24)


def test_people_of_a_type_differ_by_one_panel(selection: Selection) -> None:
    free = draw_of(made_pool(120, 24, 5), 24)
    listed = lottery(free, 300)
    for kind in free.problem.types:
        seen = [listed.seen[free.problem.pool.people[i].id] for i in kind.people]
        assert max(seen) - min(seen) <= 1


def test_same_list_for_rows_in_any_order() -> None:
    made = made_pool(60, 12, 7, values=(2, 3, 2), couples=0.5)
    turned = replace(made, people=made.people[::-1], quotas=made.quotas[::-1])
    assert lottery(draw_of(made, 12, 1), 100) == lottery(draw_of(turned, 12, 1), 100)


def test_seed_is_hashed_to_a_number(selection: Selection) -> None:
    listed = lottery(selection, 10)
    number = int(sha256("зар 6".encode()).hexdigest(), 16) % 10 + 1
    assert listed.draw(" зар 6\n") == (number, listed.panels[number - 1])


def test_numbers_come_up_equally_often() -> None:
    seen = np.bincount([winning_number(str(i), 10) - 1 for i in range(10_000)])
    assert ((seen > 900) & (seen < 1100)).all()


FLATS = [
    [
        ("a", "A"),
        ("a", "B"),
        ("a", "C"),
        ("b", "A"),
        ("b", "B"),
        ("b", "C"),
        ("c", "A"),
        ("c", "B"),
    ],
    [("a", "A"), ("a", "B"), ("a", "B"), ("b", "A"), ("b", "B"), ("b", "B"), ("c", "A"), ("", "B")],
]


@pytest.mark.parametrize("flats", FLATS)
@pytest.mark.parametrize(("limit", "size"), [(1, 3), (2, 3), (2, 4), (2, 5)])
def test_households_of_one_shape_are_dealt_to(
    flats: list[tuple[str, str]], limit: int, size: int
) -> None:
    rows = [(f"{i}", {"Age": age}, home) for i, (home, age) in enumerate(flats)]
    ages = sorted({age for _home, age in flats})
    pool = pool_of(rows)
    selection = select(problem(pool, [Quota("Age", age, 0, size) for age in ages], size, limit))
    listed = lottery(selection, 240)
    assert not list(faults(listed, selection.problem))
    assert listed.moved(selection) < 0.05


def test_dealing_round_the_households_is_always_possible() -> None:
    """Two flats of A, B, B and two from each: whoever gives B first has to leave room for A."""
    flats = [("a", "A"), ("a", "B"), ("a", "B"), ("b", "A"), ("b", "B"), ("b", "B")]
    pool = pool_of((f"{i}", {"Age": age}, home) for i, (home, age) in enumerate(flats))
    quotas = [Quota("Age", "A", 2, 2), Quota("Age", "B", 2, 2)]
    selection = select(problem(pool, quotas, 4, 2))
    listed = lottery(selection, 50)
    assert not list(faults(listed, selection.problem))
    assert listed.moved(selection) < 0.03


@pytest.mark.parametrize(
    ("panel", "code"),
    [
        (("0", "1"), "size"),
        (("0", "0", "3"), "twice"),
        (("0", "1", "x"), "unknown"),
        (("0", "1", "2"), "quota"),
        (("1", "2", "4"), "household"),
    ],
)
def test_a_changed_panel_is_found(panel: tuple[str, ...], code: str) -> None:
    made = checked()
    assert list(faults(Lottery((("0", "1", "3"), panel)), made)) == [(2, code)]


def checked() -> Problem:
    rows = [
        (str(i), {"Age": "old" if i < 3 else "new"}, "h" if i in (2, 4) else "") for i in range(5)
    ]
    return problem(pool_of(rows), [Quota("Age", "old", 1, 2), Quota("Age", "new", 1, 2)], 3, 1)
