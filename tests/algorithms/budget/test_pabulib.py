"""Reading Pabulib files: every kind of ballot, the quirks of real files, and every mistake."""

from pathlib import Path

import pytest

from zaedno.algorithms.budget.pabulib import parse

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pb"


def fixture(name):
    return parse((FIXTURES / f"{name}.pb").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["approval", "choose_one", "cumulative", "ordinal", "scoring"])
def test_every_kind_gives_the_totals_its_file_states(name):
    reading = fixture(name)
    projects = reading.election.projects
    assert [int(p.extra["votes"]) for p in projects] == reading.mentions.tolist()
    if "score" in projects[0].extra:
        assert [int(p.extra["score"]) for p in projects] == reading.pointed.tolist()
    assert reading.notes == ()


def test_money_is_whole_in_the_smallest_unit_that_is_used():
    election = fixture("cumulative").election
    assert (election.scale, election.budget) == (10, 10000)
    assert election.costs.tolist() == [6005, 3995, 500, 7000]


def test_a_withdrawn_project_is_known_by_its_cost():
    assert [p.withdrawn for p in fixture("choose_one").election.projects] == [0, 0, 0, 1]


def test_equal_ballots_are_one_row_whatever_their_order():
    ballots = fixture("approval").election.ballots
    assert ballots.weight.tolist() == [1, 2, 1, 1]
    assert ballots.starts.tolist() == [0, 1, 3, 5, 7]


def test_places_become_borda_points_from_the_longest_list_allowed():
    ballots = fixture("ordinal").election.ballots
    first = slice(ballots.starts[0], ballots.starts[1])
    assert (ballots.projects[first].tolist(), ballots.points[first].tolist()) == (
        [0, 1, 2],
        [2, 1, 3],
    )
