"""What was changed while the meeting went on stands word by word in the report's annex."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import override

from tests.features.workshops import build
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.report import ReportScope
from zaedno.features.workshops import methods
from zaedno.features.workshops.actions import boards, run
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, ColumnTitle
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import deviations
from zaedno.features.workshops.report.events import sections
from zaedno.features.workshops.rules import held
from zaedno.features.workshops.rules.held import Column, HeldPart


def told(world: World, event: Workshop) -> list[str]:
    event.refresh_from_db()
    with override("bg"):
        return [found.sentence for found in deviations.everything(world.viewer(), event)]


def test_minutes_columns_and_boards_of_the_room_are_named(world: World) -> None:
    event = build.started(world)
    lead = world.ctx("facilitator")
    first = AgendaItem.objects.filter(workshop=event).first()
    assert first is not None
    with clock.at(build.HELD):
        column = boards.add_column(lead, workshop=event, title=texts(bg="Пари"))
        boards.rename_column(lead, board=column, title=texts(bg="Бюджет"))
        boards.rename_column(
            lead, board=column, title=texts(bg="Бюджет"), question=texts(bg="Колко струва?")
        )
    assert ColumnTitle.objects.count() == 1  # a question alone is no new title
    took = timedelta(minutes=first.minutes + 7)
    with clock.at(first.began_at + took):  # type: ignore[operator]
        run.next_part(lead, event=event)
    going_on = told(world, event)
    sentence = f"„{first.title}“ отне {first.minutes + 7} мин при планирани {first.minutes}."
    assert f"Продължи по-дълго: {sentence}" in going_on
    assert "Добавена колона: „Пари“." in going_on
    assert "Преименувана колона: „Бюджет“, преди това „Пари“." in going_on
    assert not any(said.startswith(("Не се стигна", "Дъска, която")) for said in going_on)
    with clock.at(build.AFTER):
        run.conclude(lead, event=event)
    scope = ReportScope(
        as_of=build.DAY + timedelta(days=1), events=(("workshops.workshop", str(event.pk)),)
    )
    with override("bg"):
        annex = next(s for s in sections(world.viewer(), scope=scope) if s.id == "annexes")
    said = str([getattr(block, "items", "") for block in annex.blocks])
    assert sentence in said
    assert "Не се стигна до: " in said
    assert "Дъска, която не беше отворена: " in said
    page = world.client().get(f"/bg/workshops/{event.slug}/deviations/").content.decode()
    assert "преди това „Пари“" in page


def test_a_board_that_nobody_set_up_and_one_too_many() -> None:
    template = methods.templates()["opera-1.0.0"]
    spare = next(k for k in Board.Kind.values if k not in (*template.boards, "own"))
    found = held.departures(template, [], [Column(spare, spare, opened=True)], over=True)
    assert [f.what for f in found] == ["board_added", *["not_set_up"] * len(template.boards)]
    as_meant = [Column(kind, kind, opened=True) for kind in template.boards]
    assert held.departures(template, [], as_meant, over=True) == []
    assert held.departures(template, [], [], over=False) == []


def test_a_meeting_that_was_not_led_part_by_part_says_nothing_of_minutes() -> None:
    parts = [HeldPart("A", 10, 120, reached=True), HeldPart("B", 20), HeldPart("C", 30)]
    assert held.departures(None, parts, [], over=True) == []
    exact = [HeldPart("A", 10, 10, reached=True), HeldPart("B", 20, 12, reached=True)]
    assert [f.what for f in held.departures(None, exact, [], over=True)] == ["took"]
