"""The rules of the boards, asked without a database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules import boards, clusters, dots, notes, polls
from zaedno.features.workshops.rules.clusters import Moved
from zaedno.features.workshops.rules.notes import BoardFacts
from zaedno.features.workshops.rules.words import ordinal


@dataclass
class Town:
    pk: int = 1
    slug: str = "sofia"
    default_language: str = "bg"
    languages: tuple[str, ...] = ("bg", "en")


@dataclass
class Somebody:
    pk: int = 7


CITY = Town()
NOW = datetime(2027, 3, 12, 18, tzinfo=UTC)
OPEN = BoardFacts(state="open", now=NOW, account_needed=False)
VISITOR = Viewer(city=CITY)  # type: ignore[arg-type]
PERSON = replace(VISITOR, person=Somebody())
LEAD = replace(PERSON, roles=frozenset({"facilitator"}))
SCRIBE = replace(PERSON, roles=frozenset({"notetaker"}))


@pytest.mark.parametrize(
    ("facts", "ok"),
    [
        (OPEN, True),
        (replace(OPEN, state="planned"), False),
        (replace(OPEN, state="closed"), False),
        (replace(OPEN, state="frozen"), False),
        (replace(OPEN, voting_open=True), False),
        (replace(OPEN, opens_at=NOW), True),
        (replace(OPEN, opens_at=NOW + timedelta(seconds=1)), False),
        (replace(OPEN, closes_at=NOW), False),
        (replace(OPEN, closes_at=NOW + timedelta(seconds=1)), True),
    ],
)
def test_when_a_board_takes_notes(facts: BoardFacts, ok: bool) -> None:
    assert bool(notes.may_write(VISITOR, facts)) is ok


def test_an_account_where_one_is_needed() -> None:
    closed_to_visitors = replace(OPEN, account_needed=True)
    assert notes.may_write(VISITOR, closed_to_visitors).kind == "role"
    assert notes.may_write(PERSON, closed_to_visitors)


@pytest.mark.parametrize(("lang", "words"), [("bg", "с 1 знак"), ("en", "by 1 character.")])
def test_the_limit_is_said_with_what_is_too_much(lang: str, words: str) -> None:
    assert notes.may_say("я" * 140)
    with override(lang):
        refused = notes.may_say("я" * 141)
        assert "140" in str(refused.reason)
        assert "141" in str(refused.reason)
        assert words in str(refused.reason)


def test_words_are_cleaned_and_composed() -> None:
    assert notes.clean(" и\u0306 \n два ") == "й два"
    assert notes.written_in("Open data за всички в града", "en") == "bg"
    assert notes.written_in("…", "en") == "en"


@pytest.mark.parametrize(("took_part", "shown"), [(2, "друга организация"), (3, "НПО"), (5, "НПО")])
def test_a_small_kind_is_not_named(took_part: int, shown: str) -> None:
    with override("bg"):
        assert str(notes.shown_author("group", "", "НПО", took_part)) == shown
        assert str(notes.shown_author("anonymous", "", "НПО", took_part)) == ""
        assert str(notes.shown_author("organisation", "Моята", "НПО", 0)) == "Моята"


def test_moves_between_states_of_a_board() -> None:
    allowed = {
        (a, b)
        for a in ("planned", "open", "closed", "frozen")
        for b in ("open", "closed", "frozen")
        if boards.may_turn(LEAD, a, b)
    }
    assert allowed == {
        ("planned", "open"),
        ("closed", "open"),
        ("open", "closed"),
        ("planned", "frozen"),
        ("open", "frozen"),
        ("closed", "frozen"),
    }
    assert boards.may_turn(SCRIBE, "planned", "open").kind == "role"


def test_who_groups_and_who_votes() -> None:
    assert clusters.may_group(SCRIBE, validated=False)
    assert clusters.may_group(PERSON, validated=False).kind == "role"
    assert clusters.may_group(LEAD, validated=True).kind == "state"
    assert dots.may_vote(VISITOR, "open", False).kind == "role"
    assert dots.may_place(PERSON, "open", True, 1)
    assert dots.may_place(PERSON, "open", True, 0).kind == "state"
    assert dots.may_place(PERSON, "closed", False, 5).kind == "state"
    assert dots.may_take(PERSON, "open", True, 0).kind == "state"


def test_what_taking_back_still_concerns() -> None:
    stays = Moved(1, 10, 30, 30, moved_since=False)
    taken_over = Moved(2, 10, 30, 40, moved_since=False)
    by_hand = Moved(3, 10, 30, 40, moved_since=True)
    elsewhere = Moved(4, 10, 30, 50, moved_since=False)
    found = clusters.goes_back([stays, taken_over, by_hand, elsewhere], {40})
    assert [m.note_id for m in found] == [1, 2]


def test_ties_are_settled_by_the_number() -> None:
    assert dots.ranked({5: (2, 8), 6: (1, 8), 7: (3, 9), 8: (4, 0)}) == [7, 6, 5, 8]


def test_dots_left_are_said_in_bulgarian() -> None:
    with override("bg"):
        assert dots.dots_left(3, 5) == "Остават 3 от 5 точки"
        assert dots.dots_left(1, 5) == "Остава 1 от 5 точки"


def test_results_of_fewer_than_five_stay_hidden() -> None:
    assert [polls.large_enough(n) for n in (0, 4, 5)] == [False, False, True]


def test_counts_from_paper_add_up() -> None:
    assert polls.may_enter(23, 23, {"1": 1, "2": 22}, 24)
    assert not polls.may_enter(23, 23, {"1": 1}, 24)
    assert not polls.may_enter(25, 25, {}, 24)


def test_dissent_belongs_to_those_who_do_not_simply_agree() -> None:
    assert polls.may_dissent("consent", 1, "Не така.")
    assert not polls.may_dissent("consent", 3, "Но все пак.")
    assert not polls.may_dissent("single", 1, "Не.")


def test_places_in_an_order() -> None:
    assert (ordinal(1, "bg"), ordinal(12, "bg"), ordinal(22, "bg")) == ("1-во", "12-то", "22-ро")
