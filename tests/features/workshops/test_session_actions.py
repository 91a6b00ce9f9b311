"""Seats, the clock and promises: what is written, what is refused, at the edges of time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.features.workshops import live, rooms
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import (
    answers,
    boards,
    dots,
    notes,
    polls,
    run,
    seats,
    session,
)
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.session import Privacy, Seat, Session, Signature
from zaedno.features.workshops.models.voting import Dot, Tally
from zaedno.features.workshops.queries import session as queries
from zaedno.features.workshops.queries.boards import entitled
from zaedno.features.workshops.queries.seats import presence

NOON = "2027-03-12 12:00"


def test_a_code_has_six_clear_signs_and_is_free_again_when_the_session_ends(world: World) -> None:
    workshop, made = live.opened(world)
    assert len(made.code) == 6
    assert not set(made.code) & set("01ILOU")
    with pytest.raises(Refused):
        world.act(session.open_session, "facilitator", workshop=workshop)
    world.act(session.close_session, "facilitator", workshop=workshop)
    assert queries.by_code(world.viewer(), made.code) is None
    other = rooms.workshop(world, "w2")
    Session.objects.create(
        city=world.city, workshop=other, code=made.code, opened_at=clock.now()
    )  # the database lets a code be used again, only not twice at a time


def test_joining_is_consent_an_admission_and_a_number(world: World) -> None:
    workshop, made = live.opened(world)
    seat = live.join(world, made, name="Ели")
    assert seat.number == 1
    assert seat.consent_at
    assert seat.admission
    assert "one" not in seat.token_hash
    assert live.join(world, made, "two").number == 2
    assert Admission.objects.filter(workshop=workshop).count() == 2
    event = Event.objects.filter(verb="workshops.join").first()
    assert event
    assert event.facts == {"seat": 1}
    with pytest.raises(Refused):
        live.join(world, made, "three", consent=False)


def test_the_same_browser_gets_the_same_seat(world: World) -> None:
    _workshop, made = live.opened(world)
    first = live.join(world, made)
    again = live.join(world, made, consent=False)
    assert again.pk == first.pk
    assert Seat.objects.count() == Admission.objects.count() == 1


def test_a_person_has_one_seat_on_all_devices(world: World) -> None:
    _workshop, made = live.opened(world)
    person = world.ctx("participant")
    phone = live.join(world, made, "phone", ctx=person)
    desk = live.join(world, made, "desk", ctx=person)
    assert phone.pk == desk.pk
    assert phone.person_id == world.person("participant").pk
    assert Admission.objects.get().person_id == phone.person_id


def test_a_seat_taken_without_an_account_becomes_the_persons(world: World) -> None:
    _workshop, made = live.opened(world)
    seat = live.join(world, made, "phone")
    again = live.join(world, made, "phone", ctx=world.ctx("participant"))
    assert again.pk == seat.pk
    assert Admission.objects.get().person_id == world.person("participant").pk


@pytest.mark.parametrize(("minutes", "same"), [(29.9, True), (30.1, False)])
def test_a_seat_is_kept_for_half_an_hour(world: World, minutes: float, same: bool) -> None:
    with clock.at(NOON) as noon:
        _workshop, made = live.opened(world)
        seat = live.join(world, made)
    with live.minutes_later(noon, minutes):
        again = live.join(world, made)
        assert (again.pk == seat.pk) is same
        seat.refresh_from_db()
        assert (seat.left_at is None) is same


def test_being_there_is_written_once_a_minute(world: World) -> None:
    with clock.at(NOON) as noon:
        _workshop, made = live.opened(world)
        seat = live.join(world, made)
    written = []
    for seconds in (30, 59, 60, 90, 121):
        with clock.at(noon + timedelta(seconds=seconds)):
            written.append(seats.be_there(live.sitting(world), seat=seat))
    assert written == [False, False, True, False, True]


def test_hands_queue_by_when_they_went_up(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, made = live.opened(world)
        one, two = (live.join(world, made, token) for token in ("one", "two"))
        seats.raise_hand(live.sitting(world, "two"), seat=two)
    with live.minutes_later(noon, 1):
        seats.raise_hand(live.sitting(world, "one"), seat=one)
        seats.raise_hand(live.sitting(world, "two"), seat=two)  # again: the place stays
        with pytest.raises(Refused):
            seats.raise_hand(live.sitting(world, "one"), seat=two)
        lead = world.viewer("facilitator")
        assert [s.number for s in presence(lead, workshop.pk).hands] == [2, 1]
        world.act(seats.lower_hand, "facilitator", seat=two)
        assert [s.number for s in presence(lead, workshop.pk).hands] == [1]


def test_whoever_left_is_out(world: World) -> None:
    _workshop, made = live.opened(world)
    seat = live.join(world, made)
    ctx = live.sitting(world)
    seats.leave(ctx, seat=seat)
    with pytest.raises(Refused):
        seats.raise_hand(ctx, seat=seat)
    assert live.join(world, made).pk != seat.pk


def step(world: World, workshop: Any) -> None:
    world.act(run.next_part, "facilitator", event=workshop)


def test_going_on_starts_the_clock_and_opens_the_boards_of_the_item(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, made = live.opened(world)
        world.act(boards.set_up_boards, "facilitator", workshop=workshop, kinds=["need"])
        step(world, workshop)
        made.refresh_from_db()
        assert made.ends_at == noon + timedelta(minutes=10)
        assert Board.objects.get().state == "planned"
        step(world, workshop)
    assert Board.objects.get().state == "open"
    assert Privacy.objects.get().fixed_at == noon


@pytest.mark.parametrize(("seconds", "left"), [(599, 1), (600, 0), (601, -1)])
def test_the_clock_at_its_edge(world: World, seconds: int, left: int) -> None:
    with clock.at(NOON) as noon:
        workshop, made = live.opened(world)
        step(world, workshop)
    made.refresh_from_db()
    assert made.left(noon + timedelta(seconds=seconds)) == left
    with clock.at(noon + timedelta(seconds=seconds)):
        world.act(session.extend_timer, "facilitator", workshop=workshop, minutes=5)
        made.refresh_from_db()
        # What is over counts from now; what runs is only made longer.
        assert made.left(clock.now()) == max(left, 0) + 300


def test_a_paused_clock_keeps_what_was_left(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, made = live.opened(world)
        step(world, workshop)
    with live.minutes_later(noon, 4):
        world.act(session.pause_timer, "facilitator", workshop=workshop)
    with live.minutes_later(noon, 60):
        made.refresh_from_db()
        assert made.left(clock.now()) == 360
        world.act(session.extend_timer, "facilitator", workshop=workshop, minutes=-1)
        world.act(session.resume_timer, "facilitator", workshop=workshop)
        made.refresh_from_db()
        assert made.left(clock.now()) == 300
    with pytest.raises(Refused):
        world.act(session.resume_timer, "facilitator", workshop=workshop)


def test_every_change_of_what_all_see_is_a_new_version(world: World) -> None:
    workshop, made = live.opened(world)
    seen = [made.version]
    for what, value in [("show_join", False), ("focus", "board"), ("doors_open", False)]:
        seen.append(
            world.act(
                session.show, "facilitator", workshop=workshop, what=what, value=value
            ).version
        )
    assert seen == sorted(set(seen))
    with pytest.raises(Refused):
        world.act(session.show, "facilitator", workshop=workshop, what="code", value="AAAAAA")
    with pytest.raises(Refused):
        world.act(session.show, "participant", workshop=workshop, what="show_join", value=True)
    with pytest.raises(Refused):
        live.join(world, made, "late")


# ---- promises


def board_with(world: World, workshop: Any, level: str) -> Board:
    made = world.act(boards.set_up_boards, "facilitator", workshop=workshop, kinds=["need"])[0]
    world.act(session.set_privacy, "facilitator", board=made, level=level)
    return world.act(boards.open_board, "facilitator", board=made)


@pytest.mark.parametrize(
    ("level", "signed"), [("open", "Ели"), ("hidden", "Ели"), ("unlinkable", None)]
)
def test_notes_are_signed_as_promised(world: World, level: str, signed: str | None) -> None:
    workshop, made = live.opened(world)
    board = board_with(world, workshop, level)
    live.join(world, made, name="Ели")
    note = notes.leave_note(live.sitting(world), board=board, text="Мисъл", lang="bg")
    found = Signature.objects.filter(note=note).first()
    assert (found and found.name) == signed
    with pytest.raises(Refused):
        world.act(session.set_privacy, "facilitator", board=board, level="open")


def test_what_is_unlinkable_has_no_path_to_a_seat(world: World) -> None:
    workshop, made = live.opened(world)
    board = board_with(world, workshop, "unlinkable")
    live.join(world, made, name="Ели")
    ctx = live.sitting(world, key="form-1")
    note = notes.leave_note(ctx, board=board, text="Мисъл", lang="bg")
    assert note.author_token == ""
    assert not Signature.objects.exists()
    with pytest.raises(Refused):
        notes.withdraw_note(live.sitting(world), note=note)
    event = Event.objects.get(verb="workshops.leave_note")
    assert (event.actor_key, event.facts) == ("", {})


def test_a_pseudonym_is_the_same_for_all_notes_and_dies_with_the_session(world: World) -> None:
    workshop, made = live.opened(world)
    board = board_with(world, workshop, "pseudonym")
    live.join(world, made, "one", name="Ели")
    live.join(world, made, "two", name="Ана")
    for token in ("one", "one", "two"):
        notes.leave_note(live.sitting(world, token), board=board, text="Мисъл", lang="bg")
    names = list(Signature.objects.order_by("note_id").values_list("name", flat=True))
    assert names[0] == names[1] != names[2]
    assert "Ели" not in names
    world.act(session.close_session, "facilitator", workshop=workshop)
    assert set(Seat.objects.values_list("token_hash", "name")) == {("", "")}


# ---- dots, polls and limits by seat


def test_seats_place_dots_as_persons_do(world: World) -> None:
    workshop, made = live.opened(world)
    board = board_with(world, workshop, "unlinkable")
    live.join(world, made)
    note = rooms.write(world, board, "Мисъл")
    voting = world.act(dots.open_voting, "facilitator", workshop=workshop)
    assert voting.could_vote == 1
    late = live.join(world, made, "late")
    ctx = live.sitting(world)
    assert [dots.place_dot(ctx, voting=voting, note=note) for _n in range(5)] == [4, 3, 2, 1, 0]
    with pytest.raises(Refused):
        dots.place_dot(ctx, voting=voting, note=note)
    assert dots.take_dot(ctx, voting=voting, note=note) == 1
    with pytest.raises(Refused):
        dots.place_dot(live.sitting(world, "late"), voting=voting, note=note)
    with pytest.raises(Refused):
        dots.place_dot(world.ctx(), voting=voting, note=note)
    assert late.admission
    closed = world.act(dots.close_voting, "facilitator", voting=voting)
    assert (closed.did_vote, Tally.objects.get().dots, Dot.objects.count()) == (1, 4, 0)


def test_where_only_the_admitted_vote_a_seat_does_not(world: World) -> None:
    workshop = rooms.workshop(world)
    made = world.act(session.open_session, "facilitator", workshop=workshop, seats_vote=False)
    live.join(world, made)
    assert entitled(world.viewer("facilitator"), workshop) == ([], 0)


def test_a_seat_answers_a_poll(world: World) -> None:
    workshop, made = live.opened(world)
    live.join(world, made)
    poll = world.act(
        polls.prepare_poll, "facilitator", workshop=workshop, kind="scale", question={"bg": "Как?"}
    )
    poll = world.act(polls.open_poll, "facilitator", poll=poll)
    item = poll.items.get()
    answers.answer_poll(live.sitting(world), poll=poll, answers=[(item.pk, "", 4)])
    with pytest.raises(Refused):
        answers.answer_poll(world.ctx(), poll=poll, answers=[(item.pk, "", 4)])
    assert world.act(polls.close_poll, "facilitator", poll=poll).answered == 1


def test_two_hundred_notes_of_one_seat_are_sixty(world: World) -> None:
    workshop, made = live.opened(world)
    board = board_with(world, workshop, "unlinkable")
    live.join(world, made)
    live.join(world, made, "two")
    ctx = live.sitting(world)
    for number in range(60):
        notes.leave_note(ctx, board=board, text=f"Мисъл {number}", lang="bg")
    for number in range(60, 200):
        with pytest.raises(Refused) as refused:
            notes.leave_note(ctx, board=board, text=f"Мисъл {number}", lang="bg")
        assert "60" in str(refused.value.verdict.reason)
    assert Note.objects.count() == 60
    notes.leave_note(live.sitting(world, "two"), board=board, text="И аз", lang="bg")


def test_a_note_sent_twice_under_one_key_is_one_note(world: World) -> None:
    workshop, made = live.opened(world)
    board = board_with(world, workshop, "unlinkable")
    live.join(world, made)
    sent = {"board": board, "text": "Мисъл", "lang": "bg"}
    first = notes.leave_note(live.sitting(world, key="k1"), **sent)
    world.act(boards.close_board, "facilitator", board=board)
    assert notes.leave_note(live.sitting(world, key="k1"), **sent).pk == first.pk


def test_concluding_the_workshop_forgets_who_sat_there(world: World) -> None:
    workshop, made = live.opened(world)
    live.join(world, made, name="Ели")
    world.act(run.conclude, "facilitator", event=workshop)
    assert set(Seat.objects.values_list("token_hash", "name")) == {("", "")}
    assert queries.by_code(world.viewer(), made.code) is None
