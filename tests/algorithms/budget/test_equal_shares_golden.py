"""Equal Shares on real elections: official results, and those of an independent implementation."""

from hashlib import sha256

import pytest

from zaedno.algorithms.budget.equal_shares import equal_shares
from zaedno.algorithms.budget.shares import Shares
from zaedno.algorithms.budget.ties import ties

EVERY = (
    "Netherlands_Assen_2024",
    "Poland_Swiecie_2023",
    "Poland_Wieliczka_2023_Green_Budget",
    "France_Toulouse_2022",
    "Poland_Gdynia_2020",
    "Netherlands_Amsterdam_309",
    "Poland_Czestochowa_2024",
    "Poland_Katowice_2023",
)
DECLARED = {
    "mes": {},
    "mes_cardinality": {"utility": "cardinality"},
    "mes_then_greedy": {"completion": "greedy"},
    "mes_add1_exhaustive_stop_then_greedy": {"completion": "add1u", "exhaustive": True},
    "mes_add1_no_exhaustive_stop": {"completion": "add1"},
}
OFFICIAL = {
    "Netherlands_Assen_2024": "3 9 11 2 13 14 5 6 12",
    "Poland_Swiecie_2023": "c12 c10 c20 c21 c2 c3 c13 c1 c9 c11 c4 c7 c19 c5 c17 c18 c14",
    "Poland_Wieliczka_2023_Green_Budget": "24 41 40 74 19 6 58 32 25 20 60 43 29 39 17 42 26 70 34"
    " 71 62 88 9 61 7 36 46 33 56 69",
}
MARGINS = {
    "Netherlands_Assen_2024": (21, 21),
    "Poland_Swiecie_2023": (1245, 363),
    "Poland_Wieliczka_2023_Green_Budget": (1615, 873),
}


@pytest.mark.parametrize("rule", DECLARED)
@pytest.mark.parametrize("name", EVERY)
def test_sets_order_and_cost(real, golden, name, rule):
    expected = golden[name]["rules"].get(rule)
    if expected is None:
        pytest.skip(f"no outcome of {rule} is known for {name}")
    e = real(name).election
    density = e.kind != "approval"
    outcome = equal_shares(e, Shares(**DECLARED[rule], density=density), ties(e, ["id"]))
    assert sorted(outcome.ids) == sorted(expected["selected"])
    assert outcome.ids == expected.get("order", outcome.ids)
    assert outcome.spent == int(expected["cost"]) * e.scale
    before = [p for r, p in zip(outcome.rounds, outcome.ids, strict=True) if "price" in r.figures]
    assert sorted(before) == sorted(expected.get("before_completion", before))


@pytest.mark.parametrize("start", ["exact", "floor"])
@pytest.mark.parametrize("name", OFFICIAL)
def test_cities_that_decided_by_equal_shares(real, golden, name, start):
    e = real(name).election
    declared = Shares(completion="add1", comparison="approved", start=start)
    outcome = equal_shares(e, declared, ties(e, ["id"]))
    assert outcome.ids == OFFICIAL[name].split()
    assert sorted(outcome.ids) == sorted(golden[name]["official_selected"])
    told = outcome.figures["comparison"]
    assert (told["for_equal_shares"], told["for_greedy"]) == MARGINS[name]


def test_an_early_stop_changes_who_is_funded_in_wieliczka(real):
    e = real("Poland_Wieliczka_2023_Green_Budget").election
    early = equal_shares(e, Shares(completion="add1", exhaustive=True))
    late = equal_shares(e, Shares(completion="add1"))
    assert set(early.ids) - set(late.ids) == {"66", "67"}
    assert set(late.ids) - set(early.ids) == {"46"}


@pytest.mark.parametrize("name", ["Poland_Swiecie_2023", "Poland_Katowice_2023"])
def test_leaps_end_where_steps_do(real, name):
    e = real(name).election
    leaping = equal_shares(e, Shares(completion="add1"))
    stepping = equal_shares(e, Shares(completion="add1", leap=False))
    assert leaping.ids == stepping.ids
    assert leaping.figures["steps"] == stepping.figures["steps"]
    assert leaping.figures["counts"] + leaping.figures["leaps"] < stepping.figures["counts"] / 1.5


def test_payments_are_the_cost_exactly(real):
    e = real("Poland_Swiecie_2023").election
    outcome = equal_shares(e)
    digest = sha256(",".join(sorted(outcome.ids)).encode()).hexdigest()[:8]
    assert digest == "be1bdf86"
    for r in outcome.rounds:
        assert r.figures["before"] >= e.projects[r.project].cost
