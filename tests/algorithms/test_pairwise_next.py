"""The draw of the next pair: open to all pairs, never twice, repeatable, and worth its while."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from zaedno.algorithms.pairwise import Answer, add_up, compare, fit
from zaedno.algorithms.pairwise_next import NextPair


def draw_of(rows: list[Answer], items: str = "abcde", seed: str = "s") -> NextPair:
    return NextPair(fit(compare(rows, items)), seed)


def test_every_pair_has_a_chance_and_none_comes_twice() -> None:
    draw = draw_of([("a", "b", "a")] * 500)
    assert draw.probability.min() > 0
    assert draw.probability.sum() == pytest.approx(1)
    shown: list[tuple[str, str]] = []
    while pair := draw.pair("person", shown):
        shown.append(pair)
    assert sorted(map(sorted, shown)) == sorted(map(list, combinations("abcde", 2)))


def test_same_seed_same_pairs_whatever_the_order_of_answers() -> None:
    rows: list[Answer] = [("a", "b", "a"), ("c", "d", None), ("e", "a", "e")] * 3
    one, other = draw_of(rows), draw_of(rows[::-1])
    people = [f"p{i}" for i in range(50)]
    assert [one.pair(p, []) for p in people] == [other.pair(p, []) for p in people]
    assert [one.pair(p, []) for p in people] != [
        draw_of(rows, seed="t").pair(p, []) for p in people
    ]


def test_the_draw_never_changes_between_releases() -> None:
    draw = draw_of([("a", "b", "a")])
    assert [draw.pair(f"p{i}", []) for i in range(3)] == [("d", "c"), ("c", "e"), ("e", "a")]


def test_sides_are_even_and_frequencies_follow_the_probabilities() -> None:
    draw = draw_of([("a", "b", "a")] * 30 + [("c", "d", None)] * 5)
    drawn = [draw.pair(f"person {i}", []) for i in range(6000)]
    on_left = sum(1 for pair in drawn if pair and pair[0] < pair[1])
    assert abs(on_left / 6000 - 0.5) < 0.025
    pairs = list(combinations("abcde", 2))
    share = [sum(1 for p in drawn if p and tuple(sorted(p)) == pair) / 6000 for pair in pairs]
    assert share == pytest.approx(draw.probability.tolist(), abs=0.025)


def test_new_items_come_more_often() -> None:
    settled: list[Answer] = [
        pair for a, b in combinations("abcd", 2) for pair in [(a, b, a), (a, b, b)] * 10
    ]
    draw = draw_of(settled)
    with_new = draw.second == draw.items.index("e")
    assert draw.probability[with_new].sum() > 0.8


def agreement(truth: np.ndarray, strength: np.ndarray) -> float:
    """Kendall's tau."""
    first, second = np.triu_indices(len(truth), 1)
    return float(
        np.mean(np.sign((truth[first] - truth[second]) * (strength[first] - strength[second])))
    )


def test_answers_tell_more_than_those_of_random_pairs() -> None:
    items, rounds = [f"{i:02}" for i in range(30)], 12
    told = {"drawn": 0.0, "random": 0.0}
    for trial in range(3):
        for way in told:
            generator = np.random.default_rng(trial)
            truth = generator.normal(size=30)
            left, right, lost = list[int](), list[int](), list[int]()
            for _at in range(rounds):
                draw = NextPair(fit(add_up(items, left, right, lost)), str(trial))
                chances = draw.probability if way == "drawn" else np.full(435, 1 / 435)
                chosen = generator.choice(435, 50, p=chances / chances.sum())
                left += draw.first[chosen].tolist()
                right += draw.second[chosen].tolist()
                margin = truth[draw.first[chosen]] - truth[draw.second[chosen]]
                lost += (generator.random(50) > 1 / (1 + np.exp(-margin))).astype(int).tolist()
            told[way] += agreement(truth, fit(add_up(items, left, right, lost)).strength)
    assert told["drawn"] > told["random"], told
