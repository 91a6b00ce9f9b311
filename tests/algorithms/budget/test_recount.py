"""Published elections counted again."""

from pathlib import Path

import pytest

from zaedno.algorithms.budget.pabulib import parse
from zaedno.algorithms.budget.recount import recount

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pb"


def fixture(name):
    return (FIXTURES / f"{name}.pb").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["approval", "choose_one", "cumulative", "ordinal"])
def test_our_own_elections_agree(name):
    found = recount(parse(fixture(name)))
    assert (found.published, found.strict, found.winners) == ("same", "same", "same")


def test_a_file_without_decision_or_known_rule_is_no_miss():
    assert recount(parse(fixture("scoring"))).winners == "not stated"
    found = recount(parse(fixture("approval").replace("rule;greedy", "rule;by council")))
    assert (found.winners, found.differs) == ("rule unknown", False)


def test_a_changed_ballot_is_found_in_votes_and_winners():
    text = (
        fixture("approval").replace("1;trees,path", "1;noted").replace("trees;400;4", "trees;400;3")
    )
    found = recount(parse(text))
    assert found.differs
    assert set(found.votes) == {"path", "noted"}


def test_a_swapped_winner_is_named():
    text = (
        fixture("approval")
        .replace('walking";1', 'walking";0')
        .replace('oaks""";culture;0', 'oaks""";culture;1')
    )
    found = recount(parse(text))
    assert (found.missing, found.extra, found.winners) == (("stage",), ("path",), "differs")


def test_a_project_twice_in_a_ballot_fits_the_published_reading_only():
    text = (
        fixture("approval").replace("3;trees;19", "3;trees,trees;19").replace(";400;4;", ";400;5;")
    )
    found = recount(parse(text))
    assert (found.published, found.strict, found.repeats) == ("same", "differs", 1)
    assert not found.differs


def test_a_shorter_file_is_found_by_its_counts():
    assert recount(parse(fixture("approval").replace("5;stage,trees;60\n", ""))).counts == "differs"


def test_every_given_file_agrees_where_its_rule_is_known(real_folder):
    for path in sorted(real_folder.glob("*.pb")):
        found = recount(parse(path.read_text(encoding="utf-8")))
        assert not found.differs, path.name
        assert found.published == found.strict == "same", path.name
        if found.rule not in ("unknown", "greedy-exclusive"):
            assert found.winners in ("same", "not stated"), path.name
