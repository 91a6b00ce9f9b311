"""What is written reads back the same."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaedno.algorithms.budget.election import KINDS, ORDINAL, election
from zaedno.algorithms.budget.pabulib import read
from zaedno.algorithms.budget.pabulib_write import write
from zaedno.algorithms.faults import InputFault

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "pb").glob("*.pb"))
PARTS = ("starts", "projects", "points", "weight")


def same(one, other, meta=True):
    """Whether two elections are equal to the last bit."""
    fields = ("projects", "budget", "kind", "scale", "currency", *(("meta",) if meta else ()))
    return all(getattr(one, f) == getattr(other, f) for f in fields) and all(
        np.array_equal(getattr(one.ballots, p), getattr(other.ballots, p)) for p in PARTS
    )


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_fixtures_come_back(path):
    one = read(path.read_text(encoding="utf-8"))
    assert same(one, read(write(one)))


def test_real_files_come_back(real_folder):
    for path in sorted(real_folder.glob("*.pb")):
        one = read(path.read_text(encoding="utf-8"))
        assert same(one, read(write(one))), path.name


IDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Z"), exclude_characters=","), min_size=1
)


@st.composite
def elections(draw):
    names = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    kind = draw(st.sampled_from(KINDS))
    ballot = st.lists(st.sampled_from(names), unique=True, max_size=1 if kind == "choose-1" else 9)
    if kind in ("cumulative", "scoring"):
        ballot = st.dictionaries(st.sampled_from(names), st.integers(0, 99))
    costs = [draw(st.integers(0, 10**6)) for _name in names]
    votes = draw(st.lists(ballot, min_size=1, max_size=8))
    return list(zip(names, costs, strict=True)), draw(st.integers(0, 10**7)), votes, kind


@given(elections(), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_any_election_comes_back_and_knows_no_order_of_ballots(parts, random):
    projects, budget, votes, kind = parts
    one = election(projects, budget, votes, kind)
    back = read(write(one))
    assert same(back, read(write(back)))
    assert all(np.array_equal(getattr(one.ballots, p), getattr(back.ballots, p)) for p in PARTS)
    assert (one.budget, one.costs.tolist()) == (back.budget, back.costs.tolist())
    mixed = election(projects, budget, random.sample(votes, len(votes)), kind)
    assert same(one, mixed)
    tripled = election(projects, budget, votes * 3, kind)
    assert tripled.ballots.weight.tolist() == [3 * w for w in one.ballots.weight]


def test_long_ballots_and_large_points_merge_exactly():
    names = [str(i) for i in range(300)]
    votes = [names[:200], names[:199] + names[200:201], list(reversed(names[:200]))]
    merged = election([(n, 1) for n in names], 5, votes).ballots
    assert merged.weight.tolist() == [2, 1]
    pointed = [{"0": 2**31 - 1, "299": 1}, {"299": 1, "0": 2**31 - 1}, {"0": 2**31 - 2, "299": 1}]
    assert election([(n, 1) for n in names], 5, pointed, "scoring").merged == 2


@pytest.mark.parametrize("name", ["a,b", " a", "", "a\nb"])
def test_an_id_the_format_cannot_carry_is_refused(name):
    with pytest.raises(InputFault, match="cannot stand in a Pabulib file"):
        write(election([(name, 1)], 1, [[name]]))


def test_ordinal_points_that_are_no_places_are_refused():
    e = election([("a", 1), ("b", 1)], 1, [{"a": 5, "b": 1}], "scoring")
    with pytest.raises(InputFault, match="places"):
        write(type(e)(e.projects, e.budget, e.ballots, ORDINAL))
