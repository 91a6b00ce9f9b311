"""More support never hurts where the rule promises it: greedy counting (Equal Shares does not)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms.budget.election import Election, election
from zaedno.algorithms.budget.greedy import Greedy, greedy

NAMES = ("a", "b", "c", "d", "e")
RULES = (Greedy(), Greedy(skip=False), Greedy(threshold=2))

costs = st.lists(st.integers(1, 12), min_size=len(NAMES), max_size=len(NAMES))
ballots = st.lists(st.sets(st.sampled_from(NAMES), min_size=1), min_size=1, max_size=8)


def built(prices: list[int], cast: list[set[str]], budget: int) -> Election:
    pairs = list(zip(NAMES, prices, strict=True))
    return election(pairs, budget, [sorted(ballot) for ballot in cast])


@given(costs, ballots, st.integers(1, 30), st.sampled_from(RULES))
def test_one_more_vote_never_takes_the_money_away(
    prices: list[int], cast: list[set[str]], budget: int, rule: Greedy
) -> None:
    for name in greedy(built(prices, cast, budget), rule).ids:
        more = greedy(built(prices, [*cast, {name}], budget), rule)
        assert name in more.ids


@given(costs, ballots, st.integers(1, 30), st.sampled_from(RULES))
def test_a_cheaper_project_is_still_funded(
    prices: list[int], cast: list[set[str]], budget: int, rule: Greedy
) -> None:
    for name in greedy(built(prices, cast, budget), rule).ids:
        at = NAMES.index(name)
        cheaper = [*prices[:at], max(prices[at] - 1, 1), *prices[at + 1 :]]
        assert name in greedy(built(cheaper, cast, budget), rule).ids
