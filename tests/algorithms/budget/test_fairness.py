"""Figures of fairness: by their definitions on small elections, and bounds that are proved."""

from fractions import Fraction
from itertools import chain as joined
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.algorithms.budget import naive
from zaedno.algorithms.budget.election import Election, Project
from zaedno.algorithms.budget.equal_shares import equal_shares
from zaedno.algorithms.budget.fairness import ejr_gap, fairness, gini, influence
from zaedno.algorithms.budget.greedy import greedy
from zaedno.algorithms.budget.shares import Shares


def subsets(items):
    return joined.from_iterable(combinations(items, k) for k in range(1, len(items) + 1))


@given(e=naive.elections(most_voters=6, most_projects=4, costs=st.integers(1, 12)), data=st.data())
@settings(max_examples=80, deadline=None)
def test_the_gap_is_the_worst_group_of_all(e, data):
    funded = data.draw(st.sets(st.integers(0, len(e.projects) - 1)))
    ballots = naive.voters(e)
    worst = Fraction(0)
    for p, project in enumerate(e.projects):
        if p in funded:
            continue
        has = [sum(e.projects[q].cost for q in b if q in funded) for b in ballots if p in b]
        for group in subsets(has):
            deserved = Fraction(len(group) * e.budget, len(ballots))
            worst = max(worst, deserved / (max(group) + project.cost))
    assert ejr_gap(e, funded).factor == worst


@given(e=naive.elections(costs=st.integers(1, 12)), completion=st.sampled_from(["none", "add1u"]))
@settings(max_examples=80, deadline=None)
def test_equal_shares_leaves_no_gap(e, completion):
    assert ejr_gap(e, equal_shares(e, Shares(completion=completion)).funded).factor < 1


@pytest.mark.parametrize(
    "name", ["Poland_Wieliczka_2023_Green_Budget", "Netherlands_Amsterdam_309"]
)
def test_real_elections(real, name):
    e = real(name).election
    ours, theirs = fairness(equal_shares(e)), fairness(greedy(e))
    assert ours.gap.factor < 1
    assert 0 <= theirs.covered <= 1
    assert sum(influence(e, greedy(e).funded) * e.ballots.weight) == pytest.approx(greedy(e).spent)
    if name.startswith("Poland"):
        assert theirs.gap.factor > 11


def test_categories_and_districts():
    projects = (
        Project("a", 6, category="green", district="north"),
        Project("b", 4, category="roads", district="north"),
        Project("c", 2, category="roads", district="north"),
    )
    e = naive.election([(p.id, p.cost) for p in projects], 8, [["a"], ["a", "b"], ["c"], ["c"]])
    told = fairness(greedy(Election(projects, 8, e.ballots)))
    green, roads = told.categories
    assert (green.name, green.wishes, green.money) == ("green", 0.375, 0.75)
    assert (roads.wishes, roads.money, roads.projects) == (0.625, 0.25, pytest.approx(2 / 3))
    assert told.districts == ()
    assert (told.covered, told.average) == (1, 1)


def test_gini_of_one_who_has_everything():
    assert gini(np.array([5.0, 0, 0, 0]), np.ones(4)) == 0.75
    assert gini(np.zeros(3), np.ones(3)) == 0
