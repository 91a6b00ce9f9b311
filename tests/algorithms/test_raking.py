"""Raking: margins are met, the result is the closest one, and impossible wishes are told."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.raking import rake

AGE, SEX, PLACE = ("young", "middle", "old"), ("f", "m"), ("centre", "north", "south")

# Every combination at least once: then all margins can hold together.
everybody = [(a, s, p) for a in AGE for s in SEX for p in PLACE]
samples = st.lists(st.sampled_from(everybody), max_size=60).map(lambda more: everybody + more)
share = st.floats(0.05, 1)
wishes = st.tuples(*(st.tuples(*(share for _v in names)) for names in (AGE, SEX, PLACE)))


def columns(rows: list[tuple[str, str, str]]) -> dict[str, list[str]]:
    return {name: [row[at] for row in rows] for at, name in enumerate(("age", "sex", "place"))}


def margins(wish: tuple[tuple[float, ...], ...]) -> dict[str, dict[str, float]]:
    return {
        name: {v: x / sum(found) for v, x in zip(values, found, strict=True)}
        for name, values, found in zip(
            ("age", "sex", "place"), (AGE, SEX, PLACE), wish, strict=True
        )
    }


@settings(max_examples=50, deadline=None)
@given(samples, wishes)
def test_margins_are_met(rows: list[tuple[str, str, str]], wish: tuple) -> None:
    people, wanted = columns(rows), margins(wish)
    found = rake(people, wanted)
    weights = np.array(found.weights)
    assert weights.mean() == pytest.approx(1)
    assert found.miss <= 1e-10
    for name, goal in wanted.items():
        for value, part in goal.items():
            has = np.array([v == value for v in people[name]])
            assert weights[has].sum() / len(rows) == pytest.approx(part, abs=1e-8)
    assert found.effective_size <= len(rows) + 1e-9
    assert found.design_effect == pytest.approx(1 + weights.var(), rel=1e-9)


@settings(max_examples=50, deadline=None)
@given(samples, wishes)
def test_the_weight_is_a_product_of_one_factor_for_each_feature(rows: list, wish: tuple) -> None:
    """Which makes it the closest to equal weights (Ireland & Kullback 1968)."""
    found = dict(zip(rows, np.log(rake(columns(rows), margins(wish)).weights), strict=True))
    for a, s, p in rows:
        base = found[AGE[0], SEX[0], PLACE[0]]
        parts = found[a, SEX[0], PLACE[0]] + found[AGE[0], s, PLACE[0]]
        parts += found[AGE[0], SEX[0], p] - 2 * base
        assert found[a, s, p] == pytest.approx(parts, abs=1e-7)


@settings(max_examples=30, deadline=None)
@given(samples, wishes, st.randoms(use_true_random=False))
def test_order_changes_no_bit(rows: list, wish: tuple, shuffler: random.Random) -> None:
    mixed = rows[:]
    shuffler.shuffle(mixed)
    one, other = (rake(columns(told), margins(wish)) for told in (rows, mixed))
    assert dict(zip(rows, one.weights, strict=True)) == dict(zip(mixed, other.weights, strict=True))
    assert one.effective_size == other.effective_size


def test_a_table_as_deming_and_stephan_would_adjust_it() -> None:
    """The odds ratio of the sample stays; the margins are those asked for."""
    counts = {("a", "x"): 30, ("a", "y"): 10, ("b", "x"): 20, ("b", "y"): 40}
    rows = [cell for cell, n in counts.items() for _one in range(n)]
    people = {"one": [r[0] for r in rows], "two": [r[1] for r in rows]}
    found = rake(people, {"one": {"a": 700, "b": 300}, "two": {"x": 400, "y": 600}})
    sums = {c: sum(w for r, w in zip(rows, found.weights, strict=True) if r == c) for c in counts}
    odds = sums["a", "x"] * sums["b", "y"] / (sums["a", "y"] * sums["b", "x"])
    assert odds == pytest.approx(6)
    assert sums["a", "x"] + sums["a", "y"] == pytest.approx(70)


@settings(max_examples=20, deadline=None)
@given(samples, wishes, st.floats(1.2, 4))
def test_trimmed_weights_stay_below_the_limit(rows: list, wish: tuple, largest: float) -> None:
    found = rake(columns(rows), margins(wish), largest=largest)
    assert max(found.weights) <= largest + 1e-9
    assert np.mean(found.weights) == pytest.approx(1)
    free = rake(columns(rows), margins(wish))
    if max(free.weights) < largest:
        assert found.miss <= 1e-7


def test_weights_to_begin_with_are_kept_where_the_margins_hold() -> None:
    people = {"sex": ["f", "f", "m", "m"]}
    found = rake(people, {"sex": {"f": 1, "m": 1}}, start=[1, 3, 2, 2])
    assert found.weights == pytest.approx((0.5, 1.5, 1, 1))


FEW = {"age": ["young", "old"], "sex": ["f", "m"]}


@pytest.mark.parametrize(
    ("people", "wanted", "told"),
    [
        ({}, {}, "There are no margins to weight by."),
        (FEW, {"age": {"young": 1, "old": 1}}, "The feature “sex” is not in both"),
        (
            {"age": ["young"]},
            {"age": {"young": 1, "old": 2}},
            "age: nobody has the value “old”, but its margin is 2.",
        ),
        (
            {"age": ["young", "old"]},
            {"age": {"young": 1, "old": 0}},
            "age: somebody has the value “old”, which has no margin above 0.",
        ),
        (
            {"age": ["young", "odl"]},
            {"age": {"young": 1}},
            "age: somebody has the value “odl”, which has no margin above 0.",
        ),
        (
            FEW,
            {"age": {"young": 1, "old": 1}, "sex": {"f": 2, "m": 1}},
            "Margins must sum alike: age sums to 2, sex to 3.",
        ),
        (
            {"age": ["young"]},
            {"age": {"young": float("nan")}},
            "age: the margin of “young” is nan, not a number of 0 or more.",
        ),
        (
            {"age": ["young"], "sex": ["f", "f"]},
            {"age": {"young": 1}, "sex": {"f": 1}},
            "There are 1 values of “age”, but 2 of “sex”.",
        ),
        (
            FEW,
            {"age": {"young": 1, "old": 1}, "sex": {"f": 0.9, "m": 1.1}},
            "The margins cannot hold together: after ",
        ),
    ],
)
def test_faults(people: dict, wanted: dict, told: str) -> None:
    with pytest.raises(InputFault) as caught:
        rake(people, wanted)
    assert str(caught.value).startswith(told)


def test_faults_of_weights() -> None:
    with pytest.raises(InputFault, match="the weight -1"):
        rake({"sex": ["f"]}, {"sex": {"f": 1}}, start=[-1])
    with pytest.raises(InputFault, match="1 times the mean or more"):
        rake({"sex": ["f"]}, {"sex": {"f": 1}}, largest=0.5)
