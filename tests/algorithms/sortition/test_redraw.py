"""Replacements and changed quotas: as many stay as can, and the choice among the rest is fair."""

from __future__ import annotations

import pytest

from tests.algorithms.sortition.test_fairest_draw import all_panels
from tests.fixtures.pools import made_pool
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.sortition.lottery import lottery
from zaedno.algorithms.sortition.pool import Quota, pool_of
from zaedno.algorithms.sortition.problem import problem
from zaedno.algorithms.sortition.redraw import redraw
from zaedno.algorithms.sortition.selection import select

QUOTAS = [Quota("Age", "old", 2, 2), Quota("Age", "new", 2, 2)]
POOL = pool_of((str(i), {"Age": "old" if i < 5 else "new"}, "") for i in range(10))


def test_a_dropout_is_replaced_by_one_of_the_same_quota_with_equal_chances() -> None:
    again = redraw(POOL, QUOTAS, 4, former=["0", "1", "5", "6"], gone=["0"])
    draw = select(again.problem)
    assert again.stay == 3
    chances = dict(zip((p.id for p in again.problem.pool.people), draw.of_people, strict=True))
    assert "0" not in chances
    stayed = {"1": 1, "5": 1, "6": 1}
    assert chances == pytest.approx(
        {"2": 1 / 3, "3": 1 / 3, "4": 1 / 3, "7": 0, "8": 0, "9": 0} | stayed
    )
    assert all({"1", "5", "6"} <= set(panel) for panel in lottery(draw, 30).panels)


def test_changed_quotas_move_as_few_as_possible() -> None:
    """One old person has to leave; both have the same chance of it."""
    quotas = [Quota("Age", "old", 1, 1), Quota("Age", "new", 3, 3)]
    again = redraw(POOL, quotas, 4, former=["0", "1", "5", "6"])
    draw = select(again.problem)
    assert again.stay == 3
    chances = dict(zip((p.id for p in again.problem.pool.people), draw.of_people, strict=True))
    assert [chances[i] for i in ("0", "1", "5", "6")] == pytest.approx([0.5, 0.5, 1, 1])
    assert [chances[i] for i in ("7", "8", "9")] == pytest.approx([1 / 3] * 3)


@pytest.mark.parametrize("seed", range(1, 5))
def test_nobody_more_could_stay(seed: int) -> None:
    made = made_pool(10, 4, seed, values=(2, 2), window=2, couples=0.4)
    pool, quotas = pool_of(made.people), [Quota(*q) for q in made.quotas]
    former = {pool.people[i].id for i in (0, 3, 5, 8)}
    panels = all_panels(pool, quotas, 4, 1)
    kept = [sum(row[i] for i in (0, 3, 5, 8)) for row in panels]
    assert redraw(pool, quotas, 4, former, per_household=1).stay == max(kept)


def test_households_of_those_who_stay_are_taken() -> None:
    rows = [("a", {"Age": "old"}, "h"), ("b", {"Age": "old"}, "h"), ("c", {"Age": "old"}, "")]
    rows += [("d", {"Age": "old"}, "")]
    quotas = [Quota("Age", "old", 0, 9)]
    again = redraw(pool_of(rows), quotas, 2, former=["a", "d"], gone=["d"], per_household=1)
    assert select(again.problem).of_people == pytest.approx([1, 0, 1])


def test_unknown_people_are_named() -> None:
    with pytest.raises(InputFault, match="nobody with the id “x”"):
        redraw(POOL, QUOTAS, 4, former=["0", "x"])
    with pytest.raises(InputFault, match="nobody with the id “y”"):
        redraw(POOL, QUOTAS, 4, former=["0"], gone=["y"])


def test_impossible_quotas_are_said_without_the_mark_of_the_former_panel() -> None:
    with pytest.raises(InputFault, match="at least 7 people with “Age” = “old”") as caught:
        redraw(POOL, [Quota("Age", "old", 7, 9), QUOTAS[1]], 9, former=["0"])
    assert "stays" not in str(caught.value)


def test_nobody_left_out_needs_no_panel_to_stay() -> None:
    again = redraw(POOL, QUOTAS, 4, former=[])
    assert again.stay == 0
    assert select(again.problem).of_people == pytest.approx(
        select(problem(POOL, QUOTAS, 4)).of_people, abs=1e-6
    )
