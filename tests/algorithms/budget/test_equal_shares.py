"""Equal Shares against a plain count in fractions, and what always holds."""

from fractions import Fraction
from itertools import chain as joined
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.algorithms.budget import naive
from zaedno.algorithms.budget.backing import backing
from zaedno.algorithms.budget.election import election
from zaedno.algorithms.budget.equal_shares import account, equal_shares
from zaedno.algorithms.budget.shares import Shares
from zaedno.algorithms.budget.ties import ties
from zaedno.algorithms.faults import InputFault

UTILITY = {"cost": "approval", "cardinality": "approval", "points": "cumulative"}


def check(e, utility):
    chain = ties(e)
    outcome = equal_shares(e, Shares(utility=utility), chain)
    taken, purses = naive.equal_shares(e, chain, utility)
    assert list(outcome.funded) == [p for p, _rho in taken]
    for r, (p, rho) in zip(outcome.rounds, taken, strict=True):
        scale = max(e.projects[p].cost, 1) if utility == "cost" else 1
        assert r.figures["price"] == rho * scale
    return outcome, purses


@pytest.mark.parametrize("utility", UTILITY)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_as_counted_by_hand(utility, data):
    e = data.draw(naive.elections(UTILITY[utility]))
    outcome, purses = check(e, utility)
    assert outcome.spent <= e.budget
    left = sum(account(outcome, named(e, b)).left for b in naive.voters(e))
    assert left == sum(purses) == e.budget - outcome.spent  # what is paid is the cost, exactly


def named(e, ballot):
    return {e.projects[p].id: points for p, points in ballot.items()}


@given(e=naive.elections(costs=st.sampled_from([7, 7, 7, 10, 13, 10**9 + 7])), n=st.integers(1, 9))
@settings(max_examples=100, deadline=None)
def test_awkward_costs_and_budgets(e, n):
    budget = e.budget * 10**n + 1
    check(type(e)(e.projects, budget, e.ballots, e.kind), "cost")


@given(e=naive.elections(most_projects=5))
@settings(max_examples=100, deadline=None)
def test_groups_get_what_they_deserve_up_to_one_project(e):
    """EJR up to one project: too few voters, to deserve the projects T, are left unsatisfied."""
    outcome = equal_shares(e, Shares(utility="cost"))
    cost = [p.cost for p in e.projects]
    funded = set(outcome.funded)
    every = range(len(cost))
    for group in joined.from_iterable(combinations(every, k) for k in every):
        deserved = sum(cost[p] for p in group)
        unsatisfied = 0
        for ballot in naive.voters(e):
            if set(group) <= set(ballot):
                has = sum(cost[p] for p in ballot if p in funded)
                one_more = [has + cost[p] for p in group if p not in funded]
                unsatisfied += has < deserved and all(more <= deserved for more in one_more)
        if deserved:
            assert unsatisfied * e.budget < deserved * e.voters


@given(e=naive.elections(), seed=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_neither_rows_nor_projects_need_an_order(e, seed):
    ballots = [list(named(e, b)) for b in naive.voters(e)]
    projects = [(p.id, p.cost) for p in e.projects]
    seed.shuffle(ballots)
    seed.shuffle(projects)
    other = election(projects, e.budget, ballots)
    for completion in ("none", "add1u"):
        declared = Shares(completion=completion)
        first, second = equal_shares(e, declared), equal_shares(other, declared)
        assert first.ids == second.ids
        assert [r.figures for r in first.rounds] == [r.figures for r in second.rounds]


@given(e=naive.elections(), times=st.integers(2, 5))
@settings(max_examples=60, deadline=None)
def test_cloned_voters_and_larger_money_change_nothing(e, times):
    ballots = [list(named(e, b)) for b in naive.voters(e)]
    projects = [(p.id, p.cost) for p in e.projects]
    first = equal_shares(e)
    assert equal_shares(election(projects, e.budget, ballots * times)).ids == first.ids
    dearer = [(name, cost * times) for name, cost in projects]
    assert equal_shares(election(dearer, e.budget * times, ballots)).ids == first.ids


def test_one_voter_in_a_row_or_many_rows():
    """Rows that stand for many voters count as those voters one by one."""
    e = election([("a", 6), ("b", 5), ("c", 7)], 12, [["a", "b"]] * 3 + [["c"]] * 2 + [["b"]])
    order = np.argsort(-e.ballots.weight, kind="stable")
    assert e.ballots.weight[order].tolist() == [3, 2, 1]
    check(e, "cost")


def test_a_tie_lost_is_told_with_its_key():
    e = election([("a", 5), ("b", 5)], 8, [["a", "b"], ["a", "b"]])
    outcome = equal_shares(e, chain=ties(e, ["dearer", "id"]))
    assert outcome.ids == ["a"]
    assert outcome.reasons[1].code == "tie_lost"
    assert outcome.reasons[1].values == {"other": "a", "key": "id"}
    assert (outcome.ties[0].decisive, outcome.ties[0].round) == (True, 1)


def test_reasons_say_when_the_money_was_gone():
    e = election(
        [("a", 6), ("b", 5), ("c", 9), ("d", 1), ("f", 0)],
        12,
        [["a", "b", "f"], ["a", "b"], ["a"], ["c"]],
    )
    outcome = equal_shares(e)
    assert outcome.ids == ["f", "a"]
    assert [r.code for r in outcome.reasons] == [
        "funded", "lost_all_money", "too_dear", "no_votes", "funded",
    ]  # fmt: skip
    assert outcome.reasons[1].values == {"round": 2, "money": 2, "needs": 3}
    assert outcome.rounds[1].figures == {
        "price": 2, "effective": 3, "before": 9, "full": 3, "last": 0,
    }  # fmt: skip


def test_an_account_tells_share_payments_and_gifts():
    ballots = [["a", "b"], ["a", "b"], ["a"], ["c"]]
    e = election([("a", 6), ("b", 5), ("c", 4)], 12, ballots)
    outcome = equal_shares(e, Shares(completion="greedy"))
    page = account(outcome, {"a": 1, "b": 1})
    assert (page.share, page.paid, page.left, page.gift) == (3, {0: 2}, 1, (1,))
    with pytest.raises(InputFault, match="“z”"):
        account(outcome, {"z": 1})


def test_withdrawn_projects_take_no_part():
    e = election([("a", 5), ("b", 5)], 10, [["a", "b"]])
    gone = type(e.projects[0])("a", 5, withdrawn=True)
    outcome = equal_shares(type(e)((gone, e.projects[1]), 10, e.ballots))
    assert outcome.ids == ["b"]
    assert outcome.reasons[0].code == "withdrawn"


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        (Shares(completion="add2"), "add2"),
        (Shares(utility="love"), "love"),
        (Shares(completion="add1", step=Fraction(1, 2)), "1/2"),
        (Shares(completion="add1", step=Fraction(-1)), "-1"),
        (Shares(utility="borda"), "Borda"),
    ],
)
def test_what_is_not_known_is_said(declared, found):
    with pytest.raises(InputFault, match=found):
        equal_shares(election([("a", 5)], 10, [["a"]]), declared)


def test_points_that_floats_cannot_add_are_refused():
    e = election([("a", 5)], 10, [{"a": 2**31 - 1}] * 3, "cumulative")
    huge = type(e.ballots)(
        e.ballots.starts, e.ballots.projects, e.ballots.points, e.ballots.weight * 2**22
    )
    with pytest.raises(InputFault, match="too many"):
        backing(type(e)(e.projects, 10, huge, "cumulative"))


@pytest.mark.parametrize("ballots", [[], [[]], [[], []]])
def test_without_votes_nobody_is_funded(ballots):
    outcome = equal_shares(election([("a", 5), ("b", 0)], 10, ballots), Shares(completion="add1u"))
    assert outcome.ids == []
    assert {r.code for r in outcome.reasons} == {"no_votes"}


@given(
    e=naive.elections(most_voters=7, costs=st.integers(1, 30)),
    unit=st.sampled_from([1, 2, 5]),
    whole=st.booleans(),
    exhaustive=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_raising_is_as_counting_every_step(e, unit, whole, exhaustive):
    """Leaps change nothing, and both are the last count within the budget, step by step."""
    declared = {"completion": "add1", "step": Fraction(unit), "exhaustive": exhaustive}
    declared |= {"start": "floor" if whole else "exact"}
    chain = ties(e)
    leaping = equal_shares(e, Shares(**declared), chain)
    stepping = equal_shares(e, Shares(**declared, leap=False), chain)
    assert (leaping.ids, leaping.figures["steps"]) == (stepping.ids, stepping.figures["steps"])
    supported = {p for b in naive.voters(e) for p in b}
    share = Fraction(e.budget // e.voters if whole else Fraction(e.budget, e.voters))
    taken, steps = [], 0
    while True:
        run = [p for p, _rho in naive.equal_shares(e, chain, share=share + steps * unit)[0]]
        spent = sum(e.projects[p].cost for p in run)
        if spent > e.budget:
            break
        taken = run
        fits = any(e.projects[p].cost <= e.budget - spent for p in supported - set(run))
        if (exhaustive and not fits) or set(run) == supported:
            break
        steps += 1
    assert list(stepping.funded) == taken


@given(e=naive.elections(costs=st.integers(1, 12)))
@settings(max_examples=60, deadline=None)
def test_completions_leave_nothing_that_fits(e):
    for completion in ("greedy", "add1u"):
        outcome = equal_shares(e, Shares(completion=completion))
        assert outcome.left >= 0
        votes = e.supporters()
        for p, project in enumerate(e.projects):
            if p not in outcome.funded and votes[p]:
                assert project.cost > outcome.left


def test_the_comparison_keeps_a_draw():
    e = election([("a", 8), ("b", 4)], 8, [["a"], ["a"], ["b"], ["b"]])
    kept = equal_shares(e, Shares(comparison="approved"), ties(e, ["cheaper", "id"]))
    assert kept.figures["comparison"]["stands"] == "equal shares"
    lost = election([("a", 8), ("b", 4)], 8, [["a"]] * 4 + [["b"]] * 3 + [["a", "b"]])
    for measure in ("approved", "excluded"):
        told = equal_shares(lost, Shares(comparison=measure, completion="none"))
        assert told.ids == ["a"], measure
