"""Notes: who leaves them, in how many words, under which name, and how they are taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core import clock
from zaedno.core.clock import at
from zaedno.core.models import Event, Receipt
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import boards, notes
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.queries import boards as queries


def first_board(world: World) -> Board:
    event = rooms.open_wall(world)
    return event.boards.get(kind="challenge")


def leave(world: World, board: Board, text: str = "Едно на ръка", role: str = "") -> Note:
    return world.act(notes.leave_note, role, board=board, text=text, lang="bg")


def test_an_anonymous_note_gets_a_receipt_and_the_journal_learns_nothing(world: World) -> None:
    board = first_board(world)
    note = leave(world, board, "  Научавам\nкъсно ")
    assert note.text == {"bg": "Научавам късно"}
    assert len(note.receipt) == 9
    event = Event.objects.filter(verb="workshops.leave_note").get()
    assert (event.subject_kind, event.subject_id) == ("workshops.board", str(board.pk))
    assert (event.actor_key, event.role, event.facts) == ("", "", {})
    assert (event.at.minute, event.at.second) == (0, 0)


def test_140_characters_are_counted_as_people_do(world: World) -> None:
    board = first_board(world)
    decomposed = "и\u0306" * 140  # й in two code points: one character once composed
    assert leave(world, board, decomposed).text["bg"] == "й" * 140
    with pytest.raises(Refused, match="141") as refused:
        leave(world, board, "я" * 141)
    assert "140" in str(refused.value)
    assert Note.objects.count() == 1


def test_the_database_keeps_the_length_too(world: World) -> None:
    note = leave(world, first_board(world))
    note.text = {"bg": "я" * 141}
    with pytest.raises(IntegrityError), transaction.atomic():
        note.save()


def test_an_empty_note_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        leave(world, first_board(world), " \n ")


def test_a_workshop_board_needs_an_account(world: World) -> None:
    board = rooms.open_boards(world, rooms.workshop(world))[0]
    with pytest.raises(Refused):
        leave(world, board)
    assert leave(world, board, role="participant").board == board


@pytest.mark.parametrize("turn", ["close_board", "freeze"])
def test_a_board_that_is_not_open_takes_nothing(world: World, turn: str) -> None:
    board = first_board(world)
    if turn == "close_board":
        world.act(boards.close_board, "facilitator", board=board)
    else:
        world.act(boards.freeze_boards, "facilitator", workshop=board.workshop)
    with pytest.raises(Refused):
        leave(world, board)


def test_an_open_board_keeps_its_days(world: World) -> None:
    board = first_board(world)
    with at(board.workshop.closes_at), pytest.raises(Refused):
        leave(world, board)


def test_a_visitor_leaves_twelve_notes_an_hour(world: World) -> None:
    board = first_board(world)
    now = clock.now()
    with at(now):
        for n in range(12):
            leave(world, board, f"Бележка {n}")
        with pytest.raises(Refused, match="12"):
            leave(world, board, "Тринадесета")
    with at(now + timedelta(hours=1)):
        leave(world, board, "След час")
    assert Note.objects.count() == 13


def test_the_same_form_twice_is_one_note_and_its_receipt_names_nobody(world: World) -> None:
    board = first_board(world)
    sent = {"board": board, "text": "Едно", "lang": "bg"}
    first = notes.leave_note(world.ctx("participant", key="k1"), **sent)
    again = notes.leave_note(world.ctx("participant", key="k1"), **sent)
    assert first == again
    receipt = Receipt.objects.get(verb="workshops.leave_note")
    assert (receipt.actor, receipt.at.minute) == ("secret", 0)
    assert "k1" not in receipt.key


def test_an_organisation_is_named_only_with_consent_and_by_its_representative(
    world: World,
) -> None:
    board = first_board(world)
    made = rooms.organisation(world, rooms.kind(world, board.workshop, "ngo", came=3))
    sent = {
        "board": board,
        "text": "Ние можем",
        "lang": "bg",
        "authorship": "organisation",
        "organisation": made,
    }
    with pytest.raises(Refused):
        world.act(notes.write_note, "participant", **sent, consent=True)
    with pytest.raises(Refused):
        world.act(notes.write_note, "representative", **sent)
    note = world.act(notes.write_note, "representative", **sent, consent=True)
    assert note.organisation == made
    by_kind = {**sent, "authorship": "group"}
    assert world.act(notes.write_note, "representative", **by_kind).organisation is None


def test_only_the_author_takes_a_note_back_and_its_words_go(world: World) -> None:
    board = first_board(world)
    note = leave(world, board, "Размислих", role="participant")
    with pytest.raises(Refused):
        world.act(notes.withdraw_note, "coordinator", note=note)
    with pytest.raises(Refused):
        world.act(notes.withdraw_note, "", note=note)
    taken = world.act(notes.withdraw_note, "participant", note=note)
    assert (taken.state, taken.text) == ("withdrawn", {})
    assert not queries.notes(world.viewer()).exists()


def test_closing_a_board_forgets_whose_notes_are_whose(world: World) -> None:
    board = first_board(world)
    note = leave(world, board, role="participant")
    world.act(boards.close_board, "facilitator", board=board)
    world.act(boards.open_board, "facilitator", board=board)
    note.refresh_from_db()
    assert note.author_token == ""
    with pytest.raises(Refused):
        world.act(notes.withdraw_note, "participant", note=note)


def test_paper_is_typed_in_by_the_notetaker_and_marked(world: World) -> None:
    board = first_board(world)
    note = rooms.write(world, board, "От хартия")
    assert (note.source, note.author_token) == ("paper", "")
    with pytest.raises(Refused):
        world.act(notes.enter_note, "participant", board=board, text={"bg": "Не може"}, lang="bg")


def test_boards_turn_in_one_direction(world: World) -> None:
    board = first_board(world)
    with pytest.raises(Refused):
        world.act(boards.open_board, "facilitator", board=board)
    world.act(boards.freeze_boards, "facilitator", workshop=board.workshop)
    with pytest.raises(Refused):
        world.act(boards.open_board, "facilitator", board=board)
    with pytest.raises(Refused):
        world.act(boards.close_board, "participant", board=board)


def test_boards_are_set_up_once_per_kind(world: World) -> None:
    event = rooms.workshop(world)
    rooms.open_boards(world, event, ["need"])
    made = world.act(
        boards.set_up_boards, "facilitator", workshop=event, kinds=["need", "threat", "threat"]
    )
    assert [b.kind for b in made] == ["need", "threat"]
