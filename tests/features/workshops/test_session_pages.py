"""The session's pages as people meet them, with and without a script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.features.workshops import live, rooms
from tests.world import World
from zaedno.core.fragments import filled
from zaedno.features.workshops.actions import boards, dots, polls, run, session
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.session import Seat, Session

JSON = {"HTTP_ACCEPT": "application/json"}
HERE = "/bg/workshops/w1/session/"


@pytest.fixture
def going(world: World) -> tuple[Any, Session, Board]:
    """A session on its second item, with one open board."""
    workshop, made = live.opened(world)
    world.act(boards.set_up_boards, "facilitator", workshop=workshop, kinds=["need"])
    for _item in range(2):
        world.act(run.next_part, "facilitator", event=workshop)
    return workshop, made, Board.objects.get()


def test_joining_by_form(world: World, going: Any) -> None:
    _workshop, made, _board = going
    client = world.client()
    wrong = client.post("/bg/workshops/join/", {"code": "ab"})
    assert wrong.status_code == 422
    assert "2" in wrong.content.decode()
    unknown = client.post("/bg/workshops/join/", {"code": "AAAAAA"})
    assert unknown.status_code == 422
    found = client.post("/bg/workshops/join/", {"code": made.code.lower()})
    assert found.url == f"/bg/workshops/join/{made.code}/"
    page = client.get(found.url).content.decode()
    assert "Никой не може да разбере" in page  # the promise comes before taking part
    assert client.post(found.url, {"name": "Ели"}).status_code == 422  # no consent
    joined = client.post(found.url, {"name": "Ели", "consent": "on"})
    assert joined.url == HERE
    cookie = joined.cookies["zaedno-seat"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "Ели" in client.get(HERE).content.decode()
    assert client.get(found.url).url == HERE  # joined already


def test_a_code_of_another_city_is_unknown(world: World, going: Any) -> None:
    _workshop, made, _board = going
    other = world.client("", world.other_city)
    assert other.get(f"/bg/workshops/join/{made.code}/").status_code == 404
    assert other.get(HERE).status_code == 404


def test_who_has_no_seat_is_led_to_the_door(world: World, going: Any) -> None:
    _workshop, made, board = going
    stranger = world.client()
    assert stranger.get(HERE).url == f"/bg/workshops/join/{made.code}/"
    said = stranger.post(HERE + "note/", {"board": board.pk, "text": "Мисъл"}, **JSON)
    assert said.status_code == 403
    assert json.loads(said.content)["kind"] == "seat"
    assert not Note.objects.exists()


def test_writing_by_form_and_what_is_refused_stays_in_the_field(world: World, going: Any) -> None:
    _workshop, made, board = going
    client = live.browser(world, made)
    done = client.post(HERE + "note/", {"board": board.pk, "text": "Мисъл"}, follow=True)
    assert Note.objects.get().receipt in done.content.decode()
    long = client.post(HERE + "note/", {"board": board.pk, "text": "я" * 141})
    assert long.status_code == 422
    assert "я" * 141 in long.content.decode()
    assert "141" in long.content.decode()
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "ab"),
        ("\u202eобърнато", "обърнато"),
        ("שלום", "שלום"),
        ("Чудесно 👩‍👩‍👧", "Чудесно 👩‍👩‍👧"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("два\n\nреда", "два реда"),
    ],
)
def test_odd_input_is_kept_as_one_clean_line(
    world: World, going: Any, text: str, kept: str
) -> None:
    _workshop, made, board = going
    client = live.browser(world, made)
    told = client.post(HERE + "note/", {"board": board.pk, "text": text}, **JSON)
    assert told.status_code == 200, told.content
    assert kept in Note.objects.get().text.values()
    assert "<script>alert(1)" not in client.get(HERE).content.decode()


@pytest.mark.parametrize("text", ["я" * 10_000, "я" * 30_000, "", "\u202e\x00"])
def test_what_cannot_be_a_note_is_answered_in_words(world: World, going: Any, text: str) -> None:
    _workshop, made, board = going
    client = live.browser(world, made)
    told = client.post(HERE + "note/", {"board": board.pk, "text": text}, **JSON)
    assert told.status_code == 409
    assert len(json.loads(told.content)["said"]) > 10
    assert not Note.objects.exists()


def test_dots_by_form_come_back_to_the_screen(world: World, going: Any) -> None:
    workshop, made, board = going
    client = live.browser(world, made)
    note = rooms.write(world, board, "Мисъл")
    voting = world.act(dots.open_voting, "facilitator", workshop=workshop)
    page = client.get(HERE).content.decode()
    assert "5 от 5 точки" in page
    back = client.post(
        f"/bg/workshops/boards/votes/{voting.pk}/place/{note.receipt}/", {"back": "session"}
    )
    assert back.url == HERE
    assert "4 от 5 точки" in client.get(HERE).content.decode()


def test_a_hand_by_form(world: World, going: Any) -> None:
    _workshop, made, _board = going
    client = live.browser(world, made)
    assert client.post(HERE + "hand/raise/").url == HERE
    assert Seat.objects.get().hand_at
    client.post(HERE + "hand/lower/")
    assert Seat.objects.get().hand_at is None
    assert client.post(HERE + "leave/").url == "/bg/workshops/w1/"
    assert client.get(HERE).url.startswith("/bg/workshops/join/")


def test_the_changing_parts_cost_nothing_when_nothing_changed(world: World, going: Any) -> None:
    workshop, made, _board = going
    client = live.browser(world, made)
    first = client.get(HERE + "?part=1")
    tag = first.headers["ETag"]
    assert client.get(HERE + "?part=1", HTTP_IF_NONE_MATCH=tag).status_code == 304
    world.act(session.show, "facilitator", workshop=workshop, what="show_join", value=False)
    assert client.get(HERE + "?part=1", HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_here_says_where_things_stand(world: World, going: Any) -> None:
    _workshop, made, _board = going
    client = live.browser(world, made)
    told = json.loads(client.post(HERE + "here/", **JSON).content)
    made.refresh_from_db()
    assert told["version"] == made.version
    assert told["ends"] - told["now"] <= 600_000
    assert world.client().post(HERE + "here/", **JSON).status_code == 403


def test_what_a_message_brings(world: World, going: Any) -> None:
    workshop, _made, board = going
    note = rooms.write(world, board, "Мисъл <b>")
    said = {"board": f"workshops:{workshop.pk}", "kind": "note", "id": str(note.pk)}
    part = json.loads(filled(json.dumps(said), "bg"))["part"]
    assert part["column"] == f"board-{board.pk}"
    assert "Мисъл &lt;b&gt;" in part["html"]
    assert "csrf" not in part["html"]
    head = json.loads(filled(json.dumps({**said, "kind": "state"}), "en"))["part"]
    assert head["item"] == "Item 2"
    assert head["ends"] > head["now"]
    gone = json.loads(filled(json.dumps({**said, "id": "99999"}), "bg"))["part"]
    assert gone == {"gone": "n99999"}


@pytest.mark.parametrize("notes", [2, 40])
def test_queries_do_not_grow_with_the_notes(world: World, going: Any, notes: int) -> None:
    _workshop, made, board = going
    client = live.browser(world, made)
    for number in range(notes):
        rooms.write(world, board, f"Мисъл {number}")
    for address, reader, most in [
        (HERE, client, 26),
        (HERE + "lead/", world.client("facilitator"), 36),
        (HERE + "screen/", world.client("facilitator"), 30),
    ]:
        reader.get(address)
        with CaptureQueriesContext(connection) as counted:
            assert reader.get(address).status_code == 200
        assert len(counted) <= most, [q["sql"][:120] for q in counted]


# ---- the facilitator


def lead(world: World) -> Client:
    return world.client("facilitator")


def test_opening_a_session_from_the_run_page(world: World) -> None:
    rooms.workshop(world)
    client = lead(world)
    assert "session/open/" in client.get("/bg/workshops/w1/run/").content.decode()
    assert client.get(HERE + "lead/").url == HERE + "open/"
    opened = client.post(HERE + "open/", {"seats_vote": "on"})
    assert opened.url == HERE + "lead/"
    assert Session.objects.get().code in client.get(HERE + "lead/").content.decode()
    assert "join/" in world.client().get("/bg/workshops/w1/").content.decode()


def test_every_button_of_the_facilitator_by_form(world: World, going: Any) -> None:
    _workshop, made, board = going
    client = lead(world)
    live.browser(world, made)
    rooms.write(world, board, "Мисъл")
    for verb, sent in [
        ("pause", {}),
        ("resume", {}),
        ("extend", {"minutes": "5"}),
        ("show", {"what": "show_join", "value": "no"}),
        ("show", {"what": "focus", "value": "vote"}),
        (f"boards/{board.pk}/close", {}),
        (f"boards/{board.pk}/open", {}),
        ("vote/open", {"dots": "3"}),
        ("vote/close", {}),
        ("next", {}),
    ]:
        told = client.post(f"{HERE}{verb}/", sent, **JSON)
        assert json.loads(told.content)["ok"], (verb, told.content.decode())
    made.refresh_from_db()
    assert (made.show_join, made.paused_left) == (False, None)
    assert "Приключи последната точка" in client.get(HERE + "lead/").content.decode()
    assert client.post(HERE + "close/").url == "/bg/workshops/w1/run/"
    assert client.get(HERE).status_code == 404


def test_wrong_input_of_the_facilitator_is_answered(world: World, going: Any) -> None:
    client = lead(world)
    for verb, sent in [
        ("extend", {"minutes": "x"}),
        ("show", {"what": "code", "value": "yes"}),
        ("vote/open", {"dots": "99"}),
        ("resume", {}),
    ]:
        told = client.post(f"{HERE}{verb}/", sent, **JSON)
        assert told.status_code == 409, verb
        assert json.loads(told.content)["said"]


def test_only_who_leads_leads(world: World, going: Any) -> None:
    _workshop, made, _board = going
    guest = live.browser(world, made)
    assert guest.get(HERE + "lead/").status_code == 302
    assert world.client("participant").get(HERE + "lead/").status_code == 403
    assert world.client("participant").post(HERE + "pause/").status_code == 403
    assert world.client("participant").get(HERE + "screen/").status_code == 403


def test_the_primary_button_says_what_everybody_will_see(world: World) -> None:
    workshop, _made = live.opened(world)
    world.act(boards.set_up_boards, "facilitator", workshop=workshop, kinds=["need"])
    world.act(run.next_part, "facilitator", event=workshop)
    page = lead(world).get(HERE + "lead/").content.decode()
    assert "Следваща точка" in page
    assert "„Бележки“, 10 минути" in page
    assert "нужди" in page


def test_the_result_of_a_vote_is_shown_by_a_separate_act(world: World, going: Any) -> None:
    workshop, made, board = going
    client = live.browser(world, made)
    note = rooms.write(world, board, "Мисъл")
    rooms.group(world, workshop, "Група", [note])
    voting = world.act(dots.open_voting, "facilitator", workshop=workshop)
    client.post(f"/bg/workshops/boards/votes/{voting.pk}/place/{note.receipt}/")
    world.act(dots.close_voting, "facilitator", voting=voting)
    screens = [(client, HERE), (lead(world), HERE + "screen/")]
    for reader, address in screens:
        assert 'class="ranking' not in reader.get(address).content.decode()
    world.act(session.show, "facilitator", workshop=workshop, what="show_tallies", value=True)
    for reader, address in screens:
        assert 'class="ranking' in reader.get(address).content.decode()


def test_an_open_poll_stands_on_the_screen_and_is_the_next_thing_to_close(
    world: World, going: Any
) -> None:
    workshop, made, _board = going
    client = live.browser(world, made)
    poll = world.act(
        polls.prepare_poll, "facilitator", workshop=workshop, kind="scale", question={"bg": "Как?"}
    )
    world.act(polls.open_poll, "facilitator", poll=poll)
    page = client.get(HERE).content.decode()
    assert 'data-part="panel-poll"' in page
    assert f"/boards/polls/{poll.pk}/answer/" in page
    desk = lead(world).get(HERE + "lead/").content.decode()
    assert f"/boards/polls/{poll.pk}/close/?back={HERE}lead/" in desk
    told = lead(world).post(f"/bg/workshops/boards/polls/{poll.pk}/close/", **JSON)
    assert json.loads(told.content)["ok"]
    assert 'data-part="panel-poll"' not in client.get(HERE).content.decode()
