"""Support needed: 100 % and more for the funded, less for the others; the same as counted anew."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.algorithms.budget import naive
from zaedno.algorithms.budget.election import election
from zaedno.algorithms.budget.equal_shares import equal_shares
from zaedno.algorithms.budget.greedy import greedy
from zaedno.algorithms.budget.shares import Shares
from zaedno.algorithms.budget.support import supports
from zaedno.algorithms.budget.ties import ties
from zaedno.algorithms.faults import InputFault

REAL = (
    "Netherlands_Assen_2024",
    "Poland_Swiecie_2023",
    "Poland_Wieliczka_2023_Green_Budget",
    "France_Toulouse_2022",
    "Poland_Gdynia_2020",
    "Netherlands_Amsterdam_309",
    "Poland_Czestochowa_2024",
    "Poland_Katowice_2023",
)


def by_shares(outcome):
    return {r.project for r in outcome.rounds if "price" in r.figures}


def anew(e, chain, without):
    """The definition, voter by voter: count without the project, look at every round."""
    ballots = naive.voters(e)
    who = [i for i, b in enumerate(ballots) if without in b]
    rest = [{p: v for p, v in b.items() if p != without} for b in ballots]
    other = election(
        [(p.id, p.cost) for p in e.projects],
        e.budget,
        [[e.projects[p].id for p in b] for b in rest],
    )
    cost = e.projects[without].cost
    purses = [Fraction(e.budget, len(ballots))] * len(ballots)
    most = Fraction(0)
    for p, rho in naive.equal_shares(other, chain)[0]:
        most = max(most, sum(min(purses[i], rho * cost) for i in who))
        for i, b in enumerate(rest):
            if p in b:
                purses[i] -= min(purses[i], rho * e.projects[p].cost)
    return max(most, sum(purses[i] for i in who)) / cost


@given(e=naive.elections(most_voters=7, most_projects=5, costs=st.integers(1, 12)))
@settings(max_examples=80, deadline=None)
def test_as_defined(e):
    chain = ties(e, ["natural"])
    outcome = equal_shares(e, chain=chain)
    found = supports(outcome)
    for p, share in enumerate(found):
        assert share == pytest.approx(float(anew(e, chain, p)), rel=1e-9, abs=1e-12)
        if p in outcome.funded:
            assert share >= 1
        elif outcome.reasons[p].code != "tie_lost":
            assert share < 1


@pytest.mark.parametrize("completion", ["none", "add1u"])
@pytest.mark.parametrize("name", REAL)
def test_real_elections(real, name, completion):
    if (name, completion) == ("France_Toulouse_2022", "add1u"):
        pytest.skip("1,600 steps are for the benchmark")
    outcome = equal_shares(real(name).election, Shares(completion=completion))
    funded = by_shares(outcome)
    for p, share in enumerate(supports(outcome)):
        lost = outcome.reasons[p].code == "tie_lost"
        assert share >= 1 if p in funded else share <= 1 if lost else share < 1


def test_only_equal_shares_tells_it():
    with pytest.raises(InputFault):
        supports(greedy(election([("a", 5)], 10, [["a"]])))
