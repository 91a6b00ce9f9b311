"""Rules of joining, leading, the clock and rooms: no database."""

from __future__ import annotations

import pytest

from zaedno.core.viewer import Nowhere, Viewer
from zaedno.features.workshops.models.session import Privacy
from zaedno.features.workshops.rules import rooms, seats, session
from zaedno.features.workshops.rules.notes import shown_signature
from zaedno.features.workshops.rules.session import SessionFacts

LEAD = Viewer(city=Nowhere(), roles=frozenset({"facilitator"}))
GUEST = Viewer(city=Nowhere())


@pytest.mark.parametrize("typed", ["k7qfm2", " K7Q FM2 ", "K7Q-FM2", "к7QFM2"])
def test_a_code_is_typed_as_people_type(typed: str) -> None:
    assert seats.clean_code(typed) == "K7QFM2"


@pytest.mark.parametrize(
    ("door", "ok"),
    [
        (seats.Door(found=True), True),
        (seats.Door(found=False), False),
        (seats.Door(found=True, open=False), False),
        (seats.Door(found=True, seats=seats.MOST_SEATS), False),
    ],
)
def test_the_door(door: seats.Door, ok: bool) -> None:
    assert bool(seats.may_join(door, name="", consent=True)) is ok


def test_nobody_joins_without_consent_or_with_a_name_too_long() -> None:
    door = seats.Door(found=True)
    assert not seats.may_join(door, name="", consent=False)
    assert seats.may_join(door, name="я" * 40, consent=True)
    refused = seats.may_join(door, name="я" * 41, consent=True)
    assert "40" in str(refused.reason)
    assert "41" in str(refused.reason)


def test_signs_that_turn_lines_around_are_left_out() -> None:
    assert seats.clean_line("a\u202eb\x00 \n c\u2066") == "ab c"
    family = "👩‍👩‍👧"
    assert seats.clean_line(family) == family


def test_a_seat_is_read_from_what_the_browser_shows() -> None:
    seated = GUEST.holding(seats.SEAT, "7:31")
    assert seats.seat_in(seated, 7) == 31
    assert seats.seat_in(seated, 71) is None
    assert seats.voter(seated, 7) == "seat:31"
    assert seats.voter(GUEST, 7) == ""


@pytest.mark.parametrize(
    ("facts", "pause", "resume", "extend"),
    [
        (SessionFacts("live", open=True, running=True), True, False, True),
        (SessionFacts("live", open=True, paused=True), False, True, True),
        (SessionFacts("live", open=True), False, False, False),
        (SessionFacts("live"), False, False, False),
    ],
)
def test_what_a_clock_allows(facts: SessionFacts, pause: bool, resume: bool, extend: bool) -> None:
    assert bool(session.may_pause(LEAD, facts)) is pause
    assert bool(session.may_resume(LEAD, facts)) is resume
    assert bool(session.may_extend(LEAD, facts, 5)) is extend
    assert not session.may_extend(LEAD, facts, 7)
    assert not session.may_pause(GUEST, facts)


def test_a_promise_is_fixed_when_the_board_opens() -> None:
    ask = {"level": "open", "fixed": False}
    assert session.may_set_privacy(LEAD, board_state="planned", **ask)
    assert not session.may_set_privacy(LEAD, board_state="open", **ask)
    assert not session.may_set_privacy(LEAD, board_state="closed", level="open", fixed=True)
    assert not session.may_set_privacy(LEAD, board_state="planned", level="loud", fixed=False)
    assert not session.may_set_privacy(GUEST, board_state="planned", **ask)


def test_every_level_has_its_promise() -> None:
    assert set(session.PROMISES) == set(Privacy.Level.values)


@pytest.mark.parametrize(
    ("level", "to_lead", "to_all"),
    [("open", "Ели", "Ели"), ("hidden", "Ели", ""), ("pseudonym", "Ели", "Ели")],
)
def test_to_whom_a_signature_is_shown(level: str, to_lead: str, to_all: str) -> None:
    assert shown_signature(level, "Ели", leads=True) == to_lead
    assert shown_signature(level, "Ели", leads=False) == to_all


@pytest.mark.parametrize("people", [4, 5, 7, 30, 31])
def test_rooms_are_even_and_repeatable(people: int) -> None:
    seated = rooms.divided(range(people), 2, "seed")
    sizes = [list(seated.values()).count(room) for room in (0, 1)]
    assert max(sizes) - min(sizes) <= 1
    assert seated == rooms.divided(reversed(range(people)), 2, "seed")
    assert people < 5 or seated != rooms.divided(range(people), 2, "other seed")


@pytest.mark.parametrize(("count", "seats_in", "ok"), [(2, 4, True), (2, 3, False), (1, 9, False)])
def test_nobody_talks_alone(count: int, seats_in: int, ok: bool) -> None:
    asked = {"open_session": True, "going_on": False, "rooms": count, "seats": seats_in}
    assert bool(rooms.may_split(LEAD, **asked)) is ok
    assert not rooms.may_split(GUEST, **asked)
    assert not rooms.may_split(LEAD, **{**asked, "going_on": True})


def test_a_person_is_moved_with_a_reason() -> None:
    assert rooms.may_move(LEAD, going_on=True, reason="за превода")
    assert not rooms.may_move(LEAD, going_on=True, reason="")
    assert not rooms.may_move(LEAD, going_on=True, reason="я" * 121)
    assert not rooms.may_move(LEAD, going_on=False, reason="за превода")
