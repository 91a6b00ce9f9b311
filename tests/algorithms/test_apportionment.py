"""Whole shares: their sum is kept and none is off by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms.apportionment import apportion, percents
from zaedno.algorithms.faults import InputFault


def test_seats_of_an_apportionment_sum() -> None:
    assert apportion([1 / 3, 1 / 3, 1 / 3], 1000) == [334, 333, 333]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_per_cents_sum_to_a_hundred_and_lie_near(counts: list[int]) -> None:
    told, total = percents(counts), sum(counts)
    assert sum(told) == (100 if total else 0)
    for count, whole in zip(counts, told, strict=True):
        assert not total or abs(whole - 100 * count / total) < 1


@pytest.mark.parametrize("wrong", [[1, -1], [float("nan")], [float("inf"), 1]])
def test_what_is_no_part_of_a_whole_is_refused(wrong: list[float]) -> None:
    with pytest.raises(InputFault):
        percents(wrong)
