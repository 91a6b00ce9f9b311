"""Fifty hands type in one sheet: it counts once. Twenty sheets vote: as many as there are seats."""

from __future__ import annotations

from typing import Any

from tests.features.workshops import rooms
from tests.races.test_dots import kinds
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import clock
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import dots, paper
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.paper import PaperSheet
from zaedno.features.workshops.models.voting import Dot, Tally, Voter
from zaedno.features.workshops.rules.paper import Line


def test_fifty_entries_of_one_sheet_are_one(postgres: str) -> None:
    world = World()
    event = rooms.workshop(world)
    board = rooms.open_boards(world, event)[0]
    ctx = world.ctx("notetaker")
    ctx.viewer.alias()
    lines = [Line(n, board.pk, f"Мисъл {n}") for n in range(1, 6)]
    answers = at_once(50, lambda n: paper.enter_sheet(ctx, event=event, number=7, lines=lines))
    assert len(kinds(answers, PaperSheet)) == 1
    assert len(kinds(answers, Refused)) == 49
    assert Note.objects.count() == 5
    assert PaperSheet.objects.get().notes == 5


def test_numbers_printed_at_once_are_all_different(postgres: str) -> None:
    world = World()
    event = rooms.workshop(world)
    ctx = world.ctx("notetaker")
    ctx.viewer.alias()
    answers = at_once(10, lambda n: paper.print_sheets(ctx, event=event, count=5))
    assert not kinds(answers, Exception)
    assert sorted(answers) == [(1 + 5 * n, 5 + 5 * n) for n in range(10)]


def test_twenty_sheets_with_dots_take_five_seats(postgres: str) -> None:
    world = World()
    event = rooms.workshop(world)
    board = rooms.open_boards(world, event)[0]
    note = rooms.write(world, board, "Мисъл")
    for _n in range(5):
        Admission.objects.create(city=world.city, workshop=event, admitted_at=clock.now())
    voting = world.act(dots.open_voting, "facilitator", workshop=event)
    ctx = world.ctx("notetaker")
    ctx.viewer.alias()

    def deed(n: int) -> Any:
        return paper.enter_sheet(ctx, event=event, number=n + 1, dots={note.receipt: 5})

    answers = at_once(20, deed)
    assert len(kinds(answers, PaperSheet)) == 5
    assert len(kinds(answers, Refused)) == 15
    assert Voter.objects.filter(paper=True).count() == 5
    assert sum(Dot.objects.values_list("count", flat=True)) == 25
    closed = world.act(dots.close_voting, "facilitator", voting=voting)
    assert (closed.did_vote, closed.on_paper) == (5, 5)
    assert Tally.objects.get().paper == 25
