"""Fifty dots of one person at once are five; a visitor's thirty notes at once are twelve."""

from __future__ import annotations

from typing import Any

from tests.features.workshops import live, rooms
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.actions import Ctx
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import clusters, dots, notes
from zaedno.features.workshops.models.board import Note, Writer
from zaedno.features.workshops.models.voting import Dot, Tally, Voter, Voting


def opened(world: World) -> tuple[Voting, list[Note], Ctx]:
    event = rooms.workshop(world)
    board = rooms.open_boards(world, event)[0]
    made = [rooms.write(world, board, f"Мисъл {n}") for n in range(5)]
    rooms.admit(world, event, "participant")
    voting = world.act(dots.open_voting, "facilitator", workshop=event)
    return voting, made, world.ctx("participant")


def kinds(answers: list[Any], kind: type) -> list[Any]:
    return [a for a in answers if isinstance(a, kind)]


def test_fifty_dots_at_once_are_five(postgres: str) -> None:
    world = World()
    voting, made, ctx = opened(world)
    answers = at_once(50, lambda n: dots.place_dot(ctx, voting=voting, note=made[n % len(made)]))
    assert sorted(kinds(answers, int)) == [0, 1, 2, 3, 4]
    assert len(kinds(answers, Refused)) == 45
    assert sum(Dot.objects.values_list("count", flat=True)) == 5
    assert Voter.objects.get().used == 5


def test_a_remove_takes_back_only_ones_own_dot(postgres: str) -> None:
    """One has laid three dots on a note, another two; the other one takes away fifty times."""
    world = World()
    event = rooms.workshop(world)
    board = rooms.open_boards(world, event)[0]
    note, untouched = rooms.write(world, board, "Обща"), rooms.write(world, board, "Друга")
    rooms.admit(world, event, "participant", "representative")
    voting = world.act(dots.open_voting, "facilitator", workshop=event)
    one, other = world.ctx("participant"), world.ctx("representative")
    for ctx, on, many in ((one, note, 3), (other, note, 2), (other, untouched, 1)):
        for _n in range(many):
            dots.place_dot(ctx, voting=voting, note=on)
    answers = at_once(50, lambda n: dots.take_dot(other, voting=voting, note=note))
    assert sorted(kinds(answers, int)) == [3, 4]
    assert len(kinds(answers, Refused)) == 48
    assert list(Dot.objects.order_by("pk").values_list("note_id", "count")) == [
        (note.pk, 3),
        (untouched.pk, 1),
    ]
    assert sorted(Voter.objects.values_list("used", flat=True)) == [1, 3]


def test_one_seats_fifty_dots_from_a_session_are_five(postgres: str) -> None:
    """Without an account, as most in the room are; taking and laying at once keeps the sum."""
    world = World()
    workshop, made = live.opened(world)
    board = rooms.open_boards(world, workshop, ["need"])[0]
    notes_here = [rooms.write(world, board, f"Мисъл {n}") for n in range(3)]
    live.join(world, made)
    voting = world.act(dots.open_voting, "facilitator", workshop=workshop)
    ctx = live.sitting(world)
    deeds = [dots.place_dot, dots.place_dot, dots.take_dot]
    answers = at_once(51, lambda n: deeds[n % 3](ctx, voting=voting, note=notes_here[n % 2]))
    assert len(kinds(answers, int)) + len(kinds(answers, Refused)) == 51
    laid = sum(Dot.objects.values_list("count", flat=True))
    assert laid == Voter.objects.get().used <= 5
    more = at_once(50, lambda n: dots.place_dot(ctx, voting=voting, note=notes_here[n % 3]))
    assert len(kinds(more, int)) == 5 - laid
    assert sum(Dot.objects.values_list("count", flat=True)) == 5


def test_dots_and_the_closing_at_once_lose_nothing(postgres: str) -> None:
    world = World()
    voting, made, ctx = opened(world)
    lead = world.ctx("facilitator")
    lead.viewer.alias()

    def deed(n: int) -> Any:
        if n == 10:
            return dots.close_voting(lead, voting=voting)
        return dots.place_dot(ctx, voting=voting, note=made[n % len(made)])

    answers = at_once(20, deed)
    assert len(kinds(answers, int)) + len(kinds(answers, Refused)) == 19
    assert sum(Tally.objects.values_list("dots", flat=True)) == len(kinds(answers, int))
    assert not Voter.objects.exists()
    assert not Dot.objects.exists()


def test_one_browsers_thirty_notes_at_once_are_twelve(postgres: str) -> None:
    world = World()
    board = rooms.open_wall(world).boards.get(kind="need")
    ctx = world.ctx()
    answers = at_once(
        30, lambda n: notes.leave_note(ctx, board=board, text=f"Бележка {n}", lang="bg")
    )
    assert len(kinds(answers, Note)) == 12
    assert len(kinds(answers, Refused)) == 18
    assert Writer.objects.get().used == 12


def test_twenty_moves_of_one_note_leave_it_in_one_group(postgres: str) -> None:
    world = World()
    event = rooms.workshop(world)
    board = rooms.open_boards(world, event)[0]
    note = rooms.write(world, board, "Търсена")
    groups = [rooms.group(world, event, f"Група {n}") for n in range(4)]
    lead = world.ctx("facilitator")
    lead.viewer.alias()
    answers = at_once(20, lambda n: clusters.move_notes(lead, notes=[note], cluster=groups[n % 4]))
    assert not kinds(answers, Exception)
    note.refresh_from_db()
    last = note.moves.order_by("-change_id")[0]
    assert note.cluster_id == last.target_id
