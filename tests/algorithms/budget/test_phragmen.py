"""Sequential Phragmén against a plain count in fractions, both ends, and real elections."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.algorithms.budget import naive
from zaedno.algorithms.budget.election import election
from zaedno.algorithms.budget.phragmen import ENDS, SKIP, phragmen
from zaedno.algorithms.budget.ties import ties
from zaedno.algorithms.faults import InputFault

REAL = (
    "Netherlands_Assen_2024",
    "Poland_Swiecie_2023",
    "Poland_Wieliczka_2023_Green_Budget",
    "France_Toulouse_2022",
    "Poland_Gdynia_2020",
    "Netherlands_Amsterdam_309",
)


@pytest.mark.parametrize("end", ENDS)
@given(e=naive.elections(costs=st.integers(0, 9)))
@settings(max_examples=150, deadline=None)
def test_as_counted_by_hand(end, e):
    chain = ties(e)
    outcome = phragmen(e, end, chain)
    expected = naive.phragmen(e, chain, end)
    assert [(r.project, r.figures["load"]) for r in outcome.rounds] == expected
    assert outcome.left >= 0
    if end == SKIP:
        votes = e.supporters()
        rest = set(range(len(votes))) - set(outcome.funded)
        assert all(e.projects[p].cost > outcome.left for p in rest if votes[p])


@given(e=naive.elections(), seed=st.randoms(use_true_random=False), times=st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_neither_order_nor_number_of_equal_voters_matters(e, seed, times):
    ballots = [[e.projects[p].id for p in b] for b in naive.voters(e)] * times
    projects = [(p.id, p.cost) for p in e.projects]
    seed.shuffle(ballots)
    seed.shuffle(projects)
    assert phragmen(election(projects, e.budget, ballots)).ids == phragmen(e).ids


@pytest.mark.parametrize("name", REAL)
def test_sets_and_cost_of_real_elections(real, golden, name):
    """The published list is sorted, so the order is not compared."""
    e = real(name).election
    expected = golden[name]["rules"]["sequential_phragmen"]
    outcome = phragmen(e, chain=ties(e, ["id"]))
    assert sorted(outcome.ids) == sorted(expected["selected"])
    assert outcome.spent == int(expected["cost"]) * e.scale
    skipping = phragmen(e, SKIP, ties(e, ["id"]))
    assert skipping.ids[: len(outcome.ids)] == outcome.ids


def test_why_not():
    e = election(
        [("a", 6), ("b", 5), ("c", 6), ("d", 1), ("f", 99), ("g", 5)],
        12,
        [["a", "b", "f"], ["a"], ["c"], ["c"], ["b", "g"]],
    )
    told = {p.id: r.code for p, r in zip(e.projects, phragmen(e).reasons, strict=True)}
    assert told == {
        "a": "did_not_fit", "b": "funded", "c": "funded", "d": "no_votes",
        "f": "over_budget", "g": "load_stop",
    }  # fmt: skip
    with pytest.raises(InputFault, match="soon"):
        phragmen(e, "soon")


def test_a_tie_lost_for_good_is_decisive():
    e = election([("a", 6), ("b", 6)], 10, [["a"], ["b"]])
    outcome = phragmen(e, SKIP, ties(e, ["id"]))
    assert outcome.ids == ["a"]
    assert outcome.reasons[1].code == "tie_lost"
    assert outcome.ties[0].decisive
