"""The boards through HTTP, as every persona meets them."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse

from tests.features.workshops import rooms
from tests.world import World
from zaedno.features.workshops.actions import dots
from zaedno.features.workshops.models.board import Change, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Tally, Voting

PERSONAS = ("visitor", "participant", "representative", "facilitator", "notetaker", "coordinator")


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def event(world: World) -> Workshop:
    """An open board with three notes, two of them in a group."""
    found = rooms.open_wall(world, question={"bg": "Какво Ви пречи?", "en": "What keeps you?"})
    board = found.boards.get(kind="challenge")
    made = [rooms.write(world, board, f"Пречка {n}") for n in range(3)]
    rooms.group(world, found, "Време", made[:2])
    return found


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("query", ["", "?by=groups", "?by=groups&as=list"])
def test_everybody_reads_the_board(world: World, event: Workshop, persona: str, query: str) -> None:
    answer = world.client(persona).get(f"/bg/workshops/w3/boards/{query}")
    assert answer.status_code == 200
    assert "Пречка 2" in text(answer)
    leads = persona in ("facilitator", "notetaker", "coordinator")
    assert ("data-opens-move" in text(answer)) is leads


def test_a_visitor_leaves_a_note_and_gets_a_receipt(world: World, event: Workshop) -> None:
    client = world.client()
    page = client.get("/bg/workshops/w3/boards/write/")
    assert page.status_code == 200
    board = event.boards.get(kind="need")
    sent = {"board": board.pk, "text": "Ще участвам вечер", "website": "", "key": "k"}
    answer = client.post("/bg/workshops/w3/boards/write/", sent, follow=True)
    note = Note.objects.get(board=board)
    assert note.text == {"bg": "Ще участвам вечер"}
    assert note.receipt in text(answer)
    assert "/links/mine/workshops.note/" in answer.redirect_chain[-1][0]
    assert "Ще участвам вечер" in text(answer)


def test_141_characters_get_a_sentence_and_keep_the_words(world: World, event: Workshop) -> None:
    board = event.boards.get(kind="need")
    long = "я" * 141
    answer = world.client().post(
        "/bg/workshops/w3/boards/write/", {"board": board.pk, "text": long, "key": "k"}
    )
    assert answer.status_code == 422
    assert "141" in text(answer)
    assert long in text(answer)
    assert not board.notes.exists()


def test_a_robot_falls_into_the_trap_and_is_told(world: World, event: Workshop) -> None:
    board = event.boards.get(kind="need")
    sent = {"board": board.pk, "text": "Купете", "website": "http://x.example", "key": "k"}
    answer = world.client().post("/bg/workshops/w3/boards/write/", sent)
    assert answer.status_code == 422
    assert not board.notes.exists()


def test_another_citys_board_and_note_are_not_there(world: World, event: Workshop) -> None:
    note = Note.objects.all()[0]
    client = world.client("coordinator", world.other_city)
    for address in ("/bg/workshops/w3/boards/", f"/bg/workshops/notes/{note.receipt}/"):
        assert client.get(address).status_code == 404
    board = event.boards.all()[0]
    assert client.post(f"/bg/workshops/boards/{board.pk}/close/", {"key": "k"}).status_code == 404


def post(world: World, persona: str, address: str, **sent: Any) -> HttpResponse:
    return world.client(persona).post(f"/bg/workshops/{address}", {"key": "k", **sent})


def test_moving_without_a_script_and_with_one(world: World, event: Workshop) -> None:
    note = Note.objects.get(text__bg="Пречка 2")
    group = event.clusters.get()
    page = world.client("facilitator").get(f"/bg/workshops/notes/{note.receipt}/move/")
    assert "Време" in text(page)
    plain = post(world, "facilitator", f"notes/{note.receipt}/move/", cluster=group.pk)
    assert plain.status_code == 302
    note.refresh_from_db()
    assert note.cluster == group
    client = world.client("facilitator")
    quiet = client.post(
        f"/bg/workshops/notes/{note.receipt}/move/",
        {"key": "j", "cluster": "", "title": "Място"},
        headers={"accept": "application/json"},
    )
    assert quiet.json()["ok"] is True
    assert "Място" in quiet.json()["said"]
    note.refresh_from_db()
    assert str(note.cluster) == "C02 Място"


@pytest.mark.parametrize("persona", ["visitor", "participant"])
def test_only_who_leads_moves(world: World, event: Workshop, persona: str) -> None:
    note = Note.objects.get(text__bg="Пречка 2")
    answer = post(world, persona, f"notes/{note.receipt}/move/", cluster=event.clusters.get().pk)
    assert answer.status_code == (302 if persona == "visitor" else 403)
    note.refresh_from_db()
    assert note.cluster is None


def test_merging_shows_both_lists_and_is_taken_back(world: World, event: Workshop) -> None:
    other = rooms.group(world, event, "Място", [Note.objects.get(text__bg="Пречка 2")])
    chosen = f"?group={event.clusters.first().pk}&group={other.pk}"
    address = f"w3/boards/groups/merge/{chosen}"
    page = text(world.client("facilitator").get(f"/bg/workshops/{address}"))
    assert all(f"Пречка {n}" in page for n in range(3))
    assert post(world, "facilitator", address, title_bg="Кога и къде").status_code == 302
    change = Change.objects.get(kind="merge")
    answer = post(world, "facilitator", f"boards/steps/{change.pk}/undo/", to="steps")
    assert answer["Location"].endswith("/steps/")
    assert set(event.clusters.filter(state="live").values_list("number", flat=True)) == {1, 2}


def opened(world: World, event: Workshop) -> Voting:
    world.person("participant")
    answer = post(world, "facilitator", f"{event.slug}/boards/votes/open/", dots=5)
    assert answer.status_code == 302
    return Voting.objects.get()


def test_dots_from_opening_to_the_ranking(world: World, event: Workshop) -> None:
    voting = opened(world, event)
    note = Note.objects.get(text__bg="Пречка 0")
    place = f"boards/votes/{voting.pk}/place/{note.receipt}/"
    for n in range(2):
        post(world, "participant", place, key=f"k{n}")
    page = text(world.client("participant").get("/bg/workshops/w3/boards/"))
    assert "3 от 5" in page
    for persona in PERSONAS:
        shown = text(world.client(persona).get("/bg/workshops/w3/boards/?by=groups"))
        assert "note__dots" not in shown
        assert "note__dots" not in text(world.client(persona).get("/bg/workshops/clusters/1/"))
    post(world, "participant", f"boards/votes/{voting.pk}/take/{note.receipt}/", key="k9")
    closed = post(world, "facilitator", f"boards/votes/{voting.pk}/close/")
    assert closed["Location"] == "/bg/workshops/w3/boards/ranking/"
    ranking = text(world.client().get(closed["Location"]))
    assert "Време" in ranking
    assert list(Tally.objects.values_list("dots", flat=True)) == [1]
    late = post(world, "participant", place, key="late")
    assert late.status_code == 302
    assert list(Tally.objects.values_list("dots", flat=True)) == [1]


def test_no_export_knows_dots_before_closing(world: World, event: Workshop) -> None:
    voting = opened(world, event)
    note = Note.objects.get(text__bg="Пречка 0")
    world.act(dots.place_dot, "participant", voting=voting, note=note)
    answer = world.client("coordinator").get("/bg/workshops/w3/boards/notes.csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 4
    assert all(line.split(",")[5] == "" for line in lines[1:])


def test_swot_as_table_and_picture(world: World) -> None:
    found = rooms.workshop(world)
    for board in rooms.open_boards(world, found):
        rooms.write(world, board, f"=сума {board.kind}")
    table = world.client().get("/bg/workshops/w1/boards/swot.csv")
    body = b"".join(table.streaming_content).decode()
    assert body.startswith("\ufeff")
    assert "'=сума threat" in body
    picture = world.client().get("/bg/workshops/w1/boards/swot.svg")
    assert picture["Content-Type"].startswith("image/svg+xml")
    assert "<title" in text(picture)
    assert "сума strength" in text(picture)


def test_the_home_page_asks_the_open_boards_question(world: World, event: Workshop) -> None:
    home = text(world.client().get("/bg/"))
    assert "Какво Ви пречи?" in home
    assert "/bg/workshops/w3/boards/write/" in home


@pytest.mark.parametrize("query", ["", "?by=groups"])
def test_a_thousand_notes_cost_no_more_queries_than_ten(
    world: World, event: Workshop, query: str, django_assert_max_num_queries: Any
) -> None:
    client = world.client("facilitator")
    address = f"/bg/workshops/w3/boards/{query}"
    few = queries_of(client, address)
    board = event.boards.get(kind="need")
    Note.objects.bulk_create(
        Note(
            city=world.city,
            workshop=event,
            board=board,
            text={"bg": f"Бележка {n}"},
            lang="bg",
            written_on="2021-01-07",
        )
        for n in range(1000)
    )
    assert queries_of(client, address) == few
    assert few <= 22


def queries_of(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
