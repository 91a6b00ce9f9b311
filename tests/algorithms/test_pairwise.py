"""The order from pairs: golden values, the plain properties of the model, and its faults."""

from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from zaedno.algorithms import pairwise
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.pairwise import Answer, compare, fit, rank_intervals, side_bias, standings

WINS = {(0, 1): (7, 3), (0, 2): (8, 2), (0, 3): (9, 1), (1, 2): (6, 4), (1, 3): (7, 3)} | {
    (2, 3): (6, 4)
}


def golden() -> list[Answer]:
    return [
        (str(a), str(b), str(w))
        for (a, b), (for_a, for_b) in WINS.items()
        for w in [a] * for_a + [b] * for_b
    ]


def test_golden_maximum_likelihood() -> None:
    found = fit(compare(golden()), penalty=1e-9).strength
    assert found.round(6).tolist() == [1.071294, 0.099351, -0.349436, -0.821209]


def test_golden_penalised() -> None:
    found = fit(compare(golden()), penalty=1.0)
    assert found.strength.round(6).tolist() == [0.924433, 0.091026, -0.303038, -0.712421]
    assert found.deviation.round(6).tolist() == [0.586999, 0.570997, 0.572149, 0.579218]


answers = st.lists(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg"), st.integers(0, 2)).filter(
        lambda told: told[0] != told[1]
    ),
    min_size=1,
    max_size=60,
).map(lambda rows: [(a, b, (a, b, None)[w]) for a, b, w in rows])


@settings(max_examples=30, deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_row_order_changes_no_bit(rows: list[Answer], shuffler: random.Random) -> None:
    mixed = rows[:]
    shuffler.shuffle(mixed)
    one, other = (fit(compare(told)) for told in (rows, mixed))
    assert one.strength.tobytes() == other.strength.tobytes()
    assert standings(one) == standings(other)
    assert side_bias(one.comparisons) == side_bias(other.comparisons)


@settings(max_examples=30, deadline=None)
@given(answers, st.permutations("abcdefg"))
def test_names_do_not_matter(rows: list[Answer], names: list[str]) -> None:
    new = dict(zip("abcdefg", names, strict=True))
    renamed = [(new[a], new[b], new[w] if w else None) for a, b, w in rows]
    one = {s.item: s for s in standings(fit(compare(rows)))}
    other = {s.item: s for s in standings(fit(compare(renamed)))}
    for item, told in one.items():
        again = other[new[item]]
        assert (told.rank, told.wins, told.ties) == (again.rank, again.wins, again.ties)
        assert [told.score, told.low, told.high] == pytest.approx(
            [again.score, again.low, again.high], abs=1e-9
        )


@settings(max_examples=30, deadline=None)
@given(answers)
def test_every_answer_with_its_mirror_leaves_all_equal(rows: list[Answer]) -> None:
    against = [(a, b, None if w is None else b if w == a else a) for a, b, w in rows]
    order = fit(compare(rows + against))
    assert np.abs(order.strength).max() < 1e-9
    assert {s.rank for s in standings(order)} == {1}


@settings(max_examples=30, deadline=None)
@given(answers)
def test_swapping_all_sides_turns_the_pull_of_the_left_side(rows: list[Answer]) -> None:
    swapped = [(b, a, w) for a, b, w in rows]
    one, other = compare(rows), compare(swapped)
    assert side_bias(one).left == pytest.approx(1 - side_bias(other).left, abs=1e-9)
    assert fit(one).strength == pytest.approx(fit(other).strength, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(answers, st.sampled_from([0.1, 1.0, 5.0]))
def test_the_top_is_the_one_a_general_optimiser_finds(rows: list[Answer], penalty: float) -> None:
    counted = compare(rows)
    won = counted.left_wins + counted.undecided / 2

    def fall(at: np.ndarray) -> float:
        margin = at[counted.left] - at[counted.right]
        told = won @ margin - counted.shown @ np.logaddexp(0, margin)
        return float(penalty / 2 * at @ at - told)

    found = minimize(fall, np.zeros(len(counted.items)), method="BFGS", options={"gtol": 1e-7})
    assert fit(counted, penalty).strength == pytest.approx(found.x, abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(answers)
def test_covariance_is_the_inverse_of_the_curvature(rows: list[Answer]) -> None:
    order = fit(compare(rows))
    n = len(order.strength)
    curvature = np.eye(n)
    counted = order.comparisons
    for a, b, shown in zip(counted.left, counted.right, counted.shown, strict=True):
        p = order.preferred[a, b]
        along = np.eye(n)[a] - np.eye(n)[b]
        curvature += shown * p * (1 - p) * np.outer(along, along)
    assert order.covariance @ curvature == pytest.approx(np.eye(n), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(answers)
def test_scores_and_intervals_stay_within_bounds(rows: list[Answer]) -> None:
    order = fit(compare(rows, items="xyz"))
    lines = standings(order)
    assert np.mean([s.score for s in lines]) == pytest.approx(0.5)
    for one in lines:
        assert 0 < one.low < one.score < one.high < 1
        assert 1 <= one.rank_low <= one.rank <= one.rank_high <= len(lines)
    for a, b in combinations(order.comparisons.items, 2):
        p, low, high = order.win_probability(a, b)
        q, other_low, other_high = order.win_probability(b, a)
        assert [p, low, high] == pytest.approx([1 - q, 1 - other_high, 1 - other_low])


def test_intervals_cover_the_truth() -> None:
    generator = np.random.default_rng(20240517)
    covered, ranked, trials = 0, 0, 40
    for _trial in range(trials):
        truth = generator.normal(size=12)
        left = generator.integers(0, 12, 900)
        right = (left + generator.integers(1, 12, 900)) % 12
        lost = generator.random(900) > 1 / (1 + np.exp(truth[right] - truth[left]))
        order = fit(pairwise.add_up([f"{i:02}" for i in range(12)], left, right, lost))
        _mean, low, high = pairwise.scores(order)
        chances = 1 / (1 + np.exp(truth[None, :] - truth[:, None]))
        real = (chances.sum(axis=1) - 0.5) / 11
        covered += int(((low <= real) & (real <= high)).sum())
        best, worst = rank_intervals(order)
        rank = 1 + (truth[:, None] < truth[None, :]).sum(axis=1)
        ranked += int(((best <= rank) & (rank <= worst)).sum())
    assert 0.92 < covered / (12 * trials) < 0.98
    assert ranked / (12 * trials) > 0.95


def test_extreme_counts_stay_finite() -> None:
    rows: list[Answer] = [("a", "b", "a")] * 20_000 + [("b", "c", "b")] * 20_000
    order = fit(compare([*rows, ("d", "e", "d")]), penalty=1e-3)
    assert np.isfinite(order.strength).all()
    assert np.isfinite(order.covariance).all()
    assert order.comparisons.parts() == [["a", "b", "c"], ["d", "e"]]


def test_left_side_that_helps_is_seen_and_does_not_tilt_the_estimate() -> None:
    generator = np.random.default_rng(3)
    truth = generator.normal(size=20)
    left = generator.integers(0, 20, 20_000)
    right = (left + generator.integers(1, 20, 20_000)) % 20
    margin = truth[left] - truth[right] + 0.3
    lost = generator.random(20_000) > 1 / (1 + np.exp(-margin))
    found = side_bias(pairwise.add_up([f"{i:02}" for i in range(20)], left, right, lost))
    assert found.matters
    assert found.low <= 1 / (1 + np.exp(-0.3)) <= found.high


def test_undecided_is_half_a_win_for_each_and_counted_apart() -> None:
    undecided = fit(compare([("a", "b", None)] * 4))
    split = fit(compare([("a", "b", "a")] * 2 + [("a", "b", "b")] * 2))
    assert undecided.covariance == pytest.approx(split.covariance)
    assert [(s.wins, s.losses, s.ties) for s in standings(undecided)] == [(0, 0, 4)] * 2


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "An order needs at least two items."),
        ([("a", "a", "a")], "An order needs at least two items."),
        ([("a", "a", None), ("a", "b", "a")], "“a” is compared with itself."),
        ([("a", "b", "c")], "The winner “c” is neither “a” nor “b”."),
        (
            [(str(i), str(i + 1), None) for i in range(pairwise.MOST_ITEMS)],
            "There are 3001 items; at most 3000 can be put in order by pairs.",
        ),
    ],
)
def test_bad_answers_are_told(rows: list[Answer], told: str) -> None:
    with pytest.raises(InputFault) as caught:
        compare(rows)
    assert str(caught.value) == told


@pytest.mark.parametrize("penalty", [0.0, -1.0, 1e-300, 1e300, float("nan"), float("inf")])
def test_penalty_must_leave_the_answers_their_say(penalty: float) -> None:
    with pytest.raises(InputFault, match=r"between 0\.000000001 and 1000000000"):
        fit(compare([("a", "b", "a")]), penalty)


def test_bad_arrays_are_told() -> None:
    for arrays in ([0], [2], [0]), ([0], [1], [3]), ([-1], [1], [0]):
        with pytest.raises(InputFault, match="outside"):
            pairwise.add_up(["a", "b"], *arrays)
    with pytest.raises(InputFault, match="twice"):
        pairwise.add_up(["a", "a"], [0], [1], [0])
    with pytest.raises(InputFault, match="There is no item “z”"):
        fit(compare([("a", "b", "a")])).win_probability("a", "z")
