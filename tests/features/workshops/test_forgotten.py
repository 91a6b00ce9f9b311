"""A session that was opened and never closed ends by itself, to the second."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.features.workshops import live, rooms
from tests.world import World
from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops import schedule
from zaedno.features.workshops.actions import consent, dots, forgotten, polls, questions, session
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.consent import ConsentRound
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.models.questions import QuestionDesk
from zaedno.features.workshops.models.session import Seat, Session
from zaedno.features.workshops.models.voting import Dot, Tally, Voting
from zaedno.features.workshops.rules.session import FORGOTTEN_AFTER, forgotten_at
from zaedno.platform.notifications.models import Message

NOON = "2027-03-12 12:00"


def test_it_is_closed_at_the_second_with_what_was_open(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, made = live.opened(world)
        board = rooms.open_boards(world, workshop, ["need"])[0]
        note = rooms.write(world, board, "Бележка")
        live.join(world, made, "one", name="Ели")
        vote = world.act(dots.open_voting, "facilitator", workshop=workshop)
        dots.place_dot(live.sitting(world), voting=vote, note=note)
        round = world.act(
            consent.propose_consent, "facilitator", workshop=workshop, proposal=texts(bg="Да.")
        )
        world.act(questions.take_questions, "facilitator", workshop=workshop)
    due = noon + timedelta(minutes=workshop.slot_minutes) + FORGOTTEN_AFTER
    with clock.at(due - timedelta(seconds=1)):
        assert schedule.close_forgotten_due() == 0
        with pytest.raises(Refused, match="още да върви"):
            forgotten.close_forgotten(system_ctx(world.city), event=workshop)
    with clock.at(due):
        assert schedule.close_forgotten_due() == 1
        assert schedule.close_forgotten_due() == 0
    assert Session.objects.get(workshop=workshop).closed_at == due
    assert Voting.objects.get().state == "closed"
    assert not Dot.objects.exists()  # counted, and nobody's any more
    assert Tally.objects.get().dots == 1
    assert ConsentRound.objects.get(pk=round.pk).state == "closed"
    assert Board.objects.get(pk=board.pk).state == "closed"
    assert QuestionDesk.objects.get().taking is False
    assert Seat.objects.get().token_hash == Seat.objects.get().name == ""
    told = Event.objects.get(verb="workshops.close_forgotten")
    assert (told.role, told.actor_key) == ("system", "")
    assert told.facts["votes"] == told.facts["consents"] == told.facts["boards"] == 1
    assert Event.objects.filter(verb="workshops.close_voting", role="system").exists()
    letters = Message.objects.filter(kind="workshops.forgotten")
    assert letters.count() == told.facts["told"] >= 1
    assert "1 гласуване с точки" in letters[0].body


def test_a_poll_is_closed_and_not_published(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, _made = live.opened(world)
        poll = world.act(
            polls.prepare_poll,
            "facilitator",
            workshop=workshop,
            kind="single",
            question=texts(bg="Кога?"),
            choices=[texts(bg="Днес"), texts(bg="Утре")],
        )
        world.act(polls.open_poll, "facilitator", poll=poll)
    with clock.at(noon + timedelta(hours=30)):
        assert schedule.close_forgotten_due() == 1
    closed = Poll.objects.get()
    assert (closed.state, closed.published_at) == ("closed", None)


def test_only_the_schedule_does_it_and_only_once(world: World) -> None:
    with clock.at(NOON) as noon:
        workshop, _made = live.opened(world)
    with clock.at(noon + timedelta(hours=30)):
        with pytest.raises(Refused, match="по разписание"):
            world.act(forgotten.close_forgotten, "coordinator", event=workshop)
        world.act(session.close_session, "facilitator", workshop=workshop)
        with pytest.raises(Refused, match="Няма отворена сесия"):
            forgotten.close_forgotten(system_ctx(world.city), event=workshop)
        assert schedule.close_forgotten_due() == 0


def test_it_waits_for_the_planned_end_and_for_a_clock_that_runs() -> None:
    with clock.at(NOON) as noon:
        slot, day = timedelta(hours=2), timedelta(days=1)
    early = forgotten_at(opened_at=noon, slot=slot, planned_end=noon + day, clock_end=None)
    assert early == noon + day + FORGOTTEN_AFTER
    late = forgotten_at(opened_at=noon + day, slot=slot, planned_end=noon, clock_end=None)
    assert late == noon + day + slot + FORGOTTEN_AFTER
    extended = forgotten_at(
        opened_at=noon, slot=slot, planned_end=noon + slot, clock_end=noon + day
    )
    assert extended == noon + day + FORGOTTEN_AFTER
