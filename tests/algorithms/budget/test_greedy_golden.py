"""Greedy outcomes of real elections against those of an independent implementation."""

from hashlib import sha256

import pytest

from zaedno.algorithms.budget.greedy import Greedy, greedy
from zaedno.algorithms.budget.ties import ties

RULES = {
    "greedy_cost_sat": Greedy(),
    "greedy_cardinality_sat": Greedy(density=True),
    "greedy_points_per_cost": Greedy(density=True),
}
HASHES = {
    ("Netherlands_Assen_2024", "greedy_cost_sat"): "a71c0e2b",
    ("Netherlands_Assen_2024", "greedy_cardinality_sat"): "b5304283",
    ("Poland_Swiecie_2023", "greedy_cost_sat"): "711d1e8b",
    ("Poland_Swiecie_2023", "greedy_cardinality_sat"): "8d7a59bc",
    ("Poland_Wieliczka_2023_Green_Budget", "greedy_cost_sat"): "1deab868",
    ("Poland_Wieliczka_2023_Green_Budget", "greedy_cardinality_sat"): "fed7a950",
    ("France_Toulouse_2022", "greedy_cost_sat"): "848a84c8",
    ("France_Toulouse_2022", "greedy_cardinality_sat"): "f96d68ac",
    ("Poland_Gdynia_2020", "greedy_cost_sat"): "2a2ec458",
    ("Poland_Gdynia_2020", "greedy_cardinality_sat"): "2a2ec458",
    ("Netherlands_Amsterdam_309", "greedy_cost_sat"): "ed021344",
    ("Netherlands_Amsterdam_309", "greedy_cardinality_sat"): "71b22487",
    ("Poland_Czestochowa_2024", "greedy_points_per_cost"): "8b38a538",
    ("Poland_Katowice_2023", "greedy_points_per_cost"): "70337306",
}


@pytest.mark.parametrize(("name", "rule"), HASHES)
def test_sets_order_and_cost(real, golden, name, rule):
    election = real(name).election
    outcome = greedy(election, RULES[rule], ties(election, ["id"]))
    expected = golden[name]["rules"][rule]
    assert outcome.ids == expected["order"]
    assert outcome.spent == int(expected["cost"]) * election.scale
    drawn = sha256(",".join(sorted(outcome.ids)).encode()).hexdigest()[:8]
    assert drawn == HASHES[name, rule]
