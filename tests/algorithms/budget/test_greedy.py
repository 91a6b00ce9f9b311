"""The greedy family: each variant on small elections, and properties that hold for all."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaedno.algorithms.budget.election import election
from zaedno.algorithms.budget.greedy import Greedy, greedy
from zaedno.algorithms.budget.outcome import FUNDED, OVERRUN
from zaedno.algorithms.budget.ties import ties
from zaedno.algorithms.faults import InputFault

ELECTION = election(
    [("a", 60), ("b", 50), ("c", 30), ("d", 5), ("e", 1)],
    budget=100,
    ballots=[["a", "b", "c", "d"]] * 2 + [["a", "b", "c"]] + [["a", "b"]] + [["a"]],
)


def told(rule, **more):
    return {
        p.id: r.code
        for p, r in zip(ELECTION.projects, greedy(ELECTION, rule, **more).reasons, strict=True)
    }


def test_plain_passes_over_what_does_not_fit():
    assert greedy(ELECTION).ids == ["a", "c", "d"]
    assert told(Greedy())["b"] == "did_not_fit"
    assert told(Greedy())["e"] == "no_votes"


def test_no_skip_stops_there():
    assert greedy(ELECTION, Greedy(skip=False)).ids == ["a"]
    assert told(Greedy(skip=False))["c"] == "not_reached"


def test_overrun_funds_the_one_that_nearly_fits_and_stops():
    rule = Greedy(overrun=Fraction(4, 5))
    outcome = greedy(ELECTION, rule)
    assert (outcome.ids, outcome.left) == (["a", "b"], -10)
    assert outcome.reasons[1].code == OVERRUN
    assert greedy(ELECTION, Greedy(overrun=Fraction(81, 100))).ids == ["a"]


@pytest.mark.parametrize("rule", [Greedy(threshold=3), Greedy(share=Fraction(45, 100))])
def test_a_threshold_is_absolute_or_a_share_of_the_voters(rule):
    assert greedy(ELECTION, rule).ids == ["a", "c"]
    assert told(rule)["d"] == "below_threshold"


def test_of_a_conflict_the_first_is_funded():
    rule = Greedy(conflicts=(("a", "c"), ("b", "e")))
    assert greedy(ELECTION, rule).ids == ["a", "d"]
    assert told(rule)["c"] == "conflict"
    with pytest.raises(InputFault, match="“z”"):
        greedy(ELECTION, Greedy(conflicts=(("a", "z"),)))


def test_density_counts_votes_per_cost():
    assert greedy(ELECTION, Greedy(density=True)).ids == ["d", "c", "a"]


def test_a_lost_tie_is_told_with_its_key():
    e = election([("x", 7), ("y", 6), ("z", 9)], 10, [["x", "y"]])
    outcome = greedy(e, chain=ties(e, ["cheaper", "id"]))
    assert outcome.ids == ["y"]
    assert outcome.reasons[0].told(str) == "Lost a tie against “y” by this key: lower cost."
    assert outcome.ties[0].decisive
    assert outcome.ties[0].projects == (1, 0)


def test_completing_leaves_out_what_is_funded_already():
    outcome = greedy(ELECTION, left=40, without=(0,))
    assert outcome.ids == ["c", "d"]
    assert outcome.reasons[0].code == FUNDED


COSTS = st.lists(st.integers(0, 20), min_size=1, max_size=6)
RULES = st.sampled_from(
    [
        Greedy(),
        Greedy(skip=False),
        Greedy(density=True),
        Greedy(threshold=2),
        Greedy(unvoted=True),
        Greedy(overrun=Fraction(4, 5)),
        Greedy(conflicts=(("0", "1"),)),
    ]
)


@st.composite
def elections(draw):
    costs = draw(COSTS)
    names = [str(i) for i in range(max(len(costs), 2))]
    costs = (costs * 2)[: len(names)]
    votes = draw(st.lists(st.lists(st.sampled_from(names), unique=True), min_size=1, max_size=9))
    return list(zip(names, costs, strict=True)), draw(st.integers(0, 40)), votes


@given(elections(), RULES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_money_order_and_copies(parts, rule, random):
    projects, budget, votes = parts
    e = election(projects, budget, votes)
    outcome = greedy(e, rule)
    if rule.overrun is None:
        assert outcome.spent <= budget
    else:
        assert outcome.spent - budget <= max((c for _n, c in projects), default=0) / 5
    shuffled = election(projects, budget, random.sample(votes, len(votes)))
    assert greedy(shuffled, rule).ids == outcome.ids
    if not rule.threshold:
        assert greedy(election(projects, budget, votes * 3), rule).ids == outcome.ids
    mixed = random.sample(projects, len(projects))
    assert greedy(election(mixed, budget, votes), rule).ids == outcome.ids
    if rule.skip and rule.overrun is None and not rule.conflicts and not rule.threshold:
        out = set(range(len(projects))) - set(outcome.funded)
        scores = e.votes()
        assert not any(e.costs[p] <= outcome.left and scores[p] > 0 for p in out)


@given(elections())
@settings(max_examples=50, deadline=None)
def test_another_vote_for_a_winner_never_unseats_it(parts):
    projects, budget, votes = parts
    winners = set(greedy(election(projects, budget, votes)).ids)
    for winner in winners:
        assert winner in greedy(election(projects, budget, [*votes, [winner]])).ids


def test_every_pair_of_equals_is_settled_by_the_chain_alone():
    e = election([(n, 1) for n in "abcd"], 2, [["a", "b", "c", "d"]])
    first = greedy(e, chain=ties(e, ["lot"], seed="7 21 33")).ids
    assert first == greedy(e, chain=ties(e, ["lot"], seed="7 21 33")).ids
    drawn = {tuple(greedy(e, chain=ties(e, ["lot"], seed=str(s))).ids[:2]) for s in range(200)}
    assert {frozenset(pair) for pair in drawn} == {frozenset(p) for p in combinations("abcd", 2)}
