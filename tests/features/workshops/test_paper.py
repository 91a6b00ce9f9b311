"""Paper sheets: numbers given out once, typed in once, dots against the limit of a seat."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.features.workshops import build, rooms
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import attendance, dots, paper, session
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.paper import PaperSheet
from zaedno.features.workshops.models.voting import Dot, Tally, Voter, Voting
from zaedno.features.workshops.rules import paper as rules
from zaedno.features.workshops.rules.paper import Line, SheetFacts


def ready(world: World) -> tuple[Workshop, list[Board]]:
    event = build.started(world)
    boards = list(Board.objects.filter(workshop=event))
    return event, boards


def enter(world: World, event: Workshop, number: int, lines: int = 2, **more: object) -> PaperSheet:
    board = Board.objects.filter(workshop=event).first()
    assert board is not None
    typed = [Line(n, board.pk, f"Мисъл {number}.{n}") for n in range(1, lines + 1)]
    more.setdefault("code", Workshop.objects.get(pk=event.pk).join_code)
    return world.act(
        paper.enter_sheet, "notetaker", event=event, number=number, lines=typed, **more
    )


def voting(world: World, event: Workshop, seats: int) -> tuple[Voting, list[Note]]:
    board = Board.objects.filter(workshop=event).first()
    assert board is not None
    notes = [rooms.write(world, board, f"Бележка {n}") for n in range(3)]
    world.act(
        attendance.admit,
        "facilitator",
        event=event,
        persons=[world.person("participant")],
        seats=seats,
    )
    return world.act(dots.open_voting, "facilitator", workshop=event), notes


def test_numbers_are_given_out_once(world: World) -> None:
    event, _boards = ready(world)
    step = AgendaItem.objects.filter(workshop=event).exclude(boards=[]).first()
    assert world.act(paper.print_sheets, "notetaker", event=event, count=3, step=step) == (1, 3)
    enter(world, event, 9)
    assert world.act(paper.print_sheets, "notetaker", event=event, count=2) == (10, 11)
    sheet = PaperSheet.objects.get(workshop=event, number=2)
    assert step is not None
    assert (sheet.step, sheet.title) == (step, step.title)
    with pytest.raises(Refused, match="между 1 и 200"):
        world.act(paper.print_sheets, "notetaker", event=event, count=201)
    with pytest.raises(Refused):
        world.act(paper.print_sheets, "participant", event=event, count=1)


def test_a_sheet_is_typed_in_whole_and_once(world: World) -> None:
    event, boards = ready(world)
    sheet = enter(world, event, 7, 5)
    assert (sheet.notes, sheet.dots) == (5, 0)
    assert rules.said_of(7, 5, 5) == "Лист 7: 5 бележки, 5 точки."
    kept = Note.objects.filter(workshop=event)
    assert kept.count() == 5
    assert {n.source for n in kept} == {Note.Source.PAPER}
    assert Event.objects.get(verb="workshops.enter_sheet").facts == {
        "sheet": 7,
        "notes": 5,
        "dots": 0,
    }
    with pytest.raises(Refused) as refused:
        enter(world, event, 7, 1)
    said = str(refused.value)
    assert "Лист 7: 5 бележки, 0 точки." in said
    assert "8" in said  # the free number
    assert Note.objects.filter(workshop=event).count() == 5
    longer = [Line(1, boards[0].pk, "Кратко"), Line(2, boards[0].pk, "я" * 150)]
    with pytest.raises(Refused, match=r"Ред 2: .*140.*150.*10"):
        world.act(paper.enter_sheet, "notetaker", event=event, number=8, lines=longer)
    assert not PaperSheet.objects.filter(number=8).exists()
    assert Note.objects.filter(workshop=event).count() == 5


def test_dots_of_a_sheet_take_the_place_of_a_seat(world: World) -> None:
    event, _boards = ready(world)
    vote, notes = voting(world, event, seats=1)
    with pytest.raises(Refused, match=r"6 точки.*5"):
        enter(world, event, 1, 1, dots={notes[0].receipt: 6})
    with pytest.raises(Refused, match="AAAA-2222"):
        enter(world, event, 1, 1, dots={"AAAA-2222": 1})
    assert not Voter.objects.filter(paper=True).exists()
    sheet = enter(world, event, 1, 1, dots={notes[0].receipt: 3, notes[1].receipt: 2})
    assert (sheet.notes, sheet.dots) == (1, 5)
    with pytest.raises(Refused, match="1 място"):
        enter(world, event, 2, 1, dots={notes[0].receipt: 1})
    world.act(dots.place_dot, "participant", voting=vote, note=notes[0])
    closed = world.act(dots.close_voting, "facilitator", voting=vote)
    assert (closed.did_vote, closed.could_vote, closed.on_paper) == (2, 2, 1)
    assert not Dot.objects.exists()
    tallies = {t.note_id: (t.dots, t.paper) for t in Tally.objects.all()}
    # One sheet alone: what it chose would stand there, so the share of paper is not kept.
    assert tallies == {notes[0].pk: (4, None), notes[1].pk: (2, None)}
    with pytest.raises(Refused, match="не е отворено"):
        enter(world, event, 3, 1, dots={notes[0].receipt: 1})


def test_from_five_sheets_on_dots_from_paper_are_marked(world: World) -> None:
    event, _boards = ready(world)
    vote, notes = voting(world, event, seats=5)
    group = rooms.group(world, event, "Обща", notes)
    for number in range(1, 6):
        enter(world, event, number, 1, dots={notes[0].receipt: 2})
    world.act(dots.place_dot, "participant", voting=vote, note=notes[0])
    world.act(dots.close_voting, "facilitator", voting=vote)
    tally = Tally.objects.get(note=notes[0])
    assert (tally.dots, tally.paper) == (11, 10)
    shown = world.client().get(f"/bg/workshops/{event.slug}/boards/ranking/").content.decode()
    assert "(10 от хартия)" in shown
    assert "5 от гласувалите" in shown
    assert group.title["bg"] in shown


def test_the_rules_say_what_to_do(world: World) -> None:
    viewer = world.viewer("notetaker")
    fresh = SheetFacts(4)
    enter_rule = rules.may_enter_sheet
    assert not enter_rule(viewer, state="live", sheet=fresh, lines=[], cast=0)
    no_board = [Line(3, None, "Дума")]
    told = enter_rule(viewer, state="live", sheet=fresh, lines=no_board, cast=0)
    assert "Ред 3" in str(told.reason)
    for state in ("validated", "published"):
        assert not enter_rule(viewer, state=state, sheet=fresh, lines=no_board, cast=1)
    assert rules.may_count_dots(cast=0, limit=None, seats=0, sheets=0)


def test_a_sheet_carries_the_code_that_people_join_with(world: World) -> None:
    event, _boards = ready(world)
    enter(world, event, 1, 1)  # nothing was printed with a code yet
    world.act(paper.print_sheets, "notetaker", event=event, count=2)
    event.refresh_from_db()
    made = world.act(session.open_session, "facilitator", workshop=event)
    assert made.code == event.join_code
    world.act(session.close_session, "facilitator", workshop=event)
    again = world.act(session.open_session, "facilitator", workshop=event)
    assert again.code == event.join_code  # paper that lies on the tables stays good
    other = rooms.workshop(world, "w2")
    theirs = world.act(session.open_session, "facilitator", workshop=other)
    with pytest.raises(Refused, match=f"{theirs.code} е на друго събитие: Семинар"):
        enter(world, event, 2, 1, code=theirs.code)
    with pytest.raises(Refused, match=event.join_code):
        enter(world, event, 2, 1, code="")
    assert PaperSheet.objects.get(workshop=event, number=2).entered_at is None
    assert enter(world, event, 2, 1, code=event.join_code).notes == 1


def test_one_screen_takes_notes_and_dots(world: World) -> None:
    event, boards = ready(world)
    _vote, notes = voting(world, event, seats=2)
    client = world.client("notetaker")
    url = f"/bg/workshops/{event.slug}/boards/paper/"
    world.act(paper.print_sheets, "notetaker", event=event, count=7)
    event.refresh_from_db()
    page = client.get(url).content.decode()
    assert f'value="{event.join_code}"' in page
    form = {
        "code": event.join_code.lower(),
        "number": "7",
        "text_1": "Тротоарът е счупен",
        "board_1": str(boards[1].pk),
        "text_2": "Няма пейки",
        "board_2": "",
        "note_1": notes[0].receipt.lower(),
        "dots_1": "3",
        "note_2": notes[1].receipt,
        "dots_2": "",
    }
    answer = client.post(url, form, follow=True)
    assert "Лист 7: 2 бележки, 4 точки." in answer.content.decode()
    assert Note.objects.filter(board=boards[1]).count() == 2  # "as above"
    again = client.post(url, {**form, "text_1": "Друго"})
    assert again.status_code == 422
    body = again.content.decode()
    assert "вече е въведен" in body
    assert "Друго" in body  # nothing typed is lost
    lost = client.post(url, {**form, "number": "8", "note_1": ""})
    assert "на коя бележка" in lost.content.decode()


def test_sheets_are_printed_as_a_page_and_a_pdf(world: World) -> None:
    event, _boards = ready(world)
    client = world.client("notetaker")
    step = AgendaItem.objects.filter(workshop=event).exclude(boards=[]).first()
    assert step is not None
    url = f"/bg/workshops/{event.slug}/boards/paper/"
    answer = client.post(f"{url}numbers/", {"count": "2", "step": str(step.position)})
    assert answer["Location"].endswith("print/?first=1&last=2")
    page = client.get(answer["Location"]).content.decode()
    assert len(re.findall('class="paper-sheet"', page)) == 2
    assert page.count("line.svg") == 10
    assert str(step.title) in page
    answer = client.get(f"{url}print/sheets.pdf?first=1&last=2")
    pdf = PdfReader(BytesIO(answer.content))
    assert len(pdf.pages) == 2
    text = pdf.pages[1].extract_text()
    assert "Лист 2" in text
    event.refresh_from_db()
    assert event.join_code in text
    assert str(step.title).split(":")[0] in text
    blank = PdfReader(BytesIO(client.get(f"{url}print/sheets.pdf").content))
    assert len(blank.pages) == 1
    assert bool(blank.trailer["/Root"]["/MarkInfo"]["/Marked"])


def test_paper_pages_do_not_grow_with_the_sheets(
    world: World, django_assert_max_num_queries: object
) -> None:
    event, _boards = ready(world)
    with clock.at(build.HELD):
        world.act(paper.print_sheets, "notetaker", event=event, count=40)
    client = world.client("notetaker")
    client.get("/bg/")
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        client.get(f"/bg/workshops/{event.slug}/boards/paper/print/?first=1&last=40")
