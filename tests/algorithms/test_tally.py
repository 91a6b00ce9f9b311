"""Shares and their intervals: known values, coverage, and the faults of the input."""

from __future__ import annotations

import random
from math import comb, inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.tally import effective_size, for_population, shares, wilson


@pytest.mark.parametrize(
    ("hits", "size", "low", "high"),
    [  # Newcombe 1998, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_published(hits: int, size: int, low: float, high: float) -> None:
    assert wilson(hits / size, size) == pytest.approx((low, high), abs=5e-5)


def test_wilson_covers_the_truth_on_average() -> None:
    n, truths = 40, [at / 100 for at in range(1, 100)]
    covered = 0.0
    for truth in truths:
        for hits in range(n + 1):
            low, high = wilson(hits / n, n)
            if low <= truth <= high:
                covered += comb(n, hits) * truth**hits * (1 - truth) ** (n - hits)
    assert 0.945 < covered / len(truths) < 0.96


answers = st.lists(st.sampled_from("abcd"), min_size=1, max_size=40)


@settings(max_examples=30, deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_order_changes_no_bit(found: list[str], shuffler: random.Random) -> None:
    weighted = [(a, 0.1 + i * 0.37) for i, a in enumerate(found)]
    mixed = weighted[:]
    shuffler.shuffle(mixed)
    one, other = (
        shares([a for a, _w in told], [w for _a, w in told], population=100)
        for told in (weighted, mixed)
    )
    assert one == other


@settings(max_examples=30, deadline=None)
@given(answers)
def test_shares_add_up_and_lie_within_their_intervals(found: list[str]) -> None:
    told = shares(found)
    assert sum(one.share for one in told) == pytest.approx(1)
    assert sum(one.count for one in told) == len(found)
    assert all(0 <= one.low <= one.share <= one.high <= 1 for one in told)


@settings(max_examples=30, deadline=None)
@given(answers, st.integers(0, 1000))
def test_a_small_population_narrows(found: list[str], more: int) -> None:
    for one, other in zip(shares(found), shares(found, population=len(found) + more), strict=True):
        assert other.high - other.low <= one.high - one.low + 1e-12
        assert other.share == one.share


def test_asking_everybody_leaves_no_doubt() -> None:
    assert [(s.low, s.high) for s in shares(["a", "b"], population=2)] == [(0.5, 0.5)] * 2
    assert for_population(10, 10) == inf


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.floats(1e-200, 1e200))
def test_effective_size_has_no_unit_and_never_exceeds_the_number(
    weights: list[float], unit: float
) -> None:
    size = effective_size(weights)
    assert 1 - 1e-9 <= size <= len(weights) + 1e-9
    assert effective_size([w * unit for w in weights]) == pytest.approx(size)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (([],), "There is no answer to count."),
        ((["a"], [1, 2]), "There are 2 weights for 1 answers."),
        ((["a", "b"], [1, float("nan")]), "Answer 2: the weight nan is not a number of 0 or more."),
        ((["a", "b"], [1, -1]), "Answer 2: the weight -1.0 is not a number of 0 or more."),
        ((["a"], [0]), "At least one weight must be above 0."),
        ((["a", "b"], None, 1), "2 answers cannot come from a population of 1."),
        ((["a"], None, None, (), 1.5), "A level lies between 0 and 1; 1.5 does not."),
    ],
)
def test_faults(arguments: tuple, told: str) -> None:
    with pytest.raises(InputFault) as caught:
        shares(*arguments)
    assert str(caught.value) == told


def test_faults_of_an_interval() -> None:
    for share, size in ((1.2, 5), (float("nan"), 5), (0.5, 0), (0.5, float("nan"))):
        with pytest.raises(InputFault):
            wilson(share, size)
