"""Many at once on PostgreSQL: one cookie is one seat, one hand, one countdown, fair rooms."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.features.workshops import live, rooms
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.features.workshops.actions import notes, seats, session
from zaedno.features.workshops.actions import rooms as room_actions
from zaedno.features.workshops.actions.run import next_part
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.rooms import Round, Sitting
from zaedno.features.workshops.models.session import Seat


def wrong(answers: list[Any]) -> list[Any]:
    return [a for a in answers if isinstance(a, Exception) or a is None]


def test_one_browser_joining_fifty_times_at_once_has_one_seat(postgres: str) -> None:
    world = World()
    _workshop, made = live.opened(world)
    ctx = world.ctx()
    given = {"code": made.code, "token": "one", "consent": True}
    answers = at_once(50, lambda n: seats.join(ctx, **given))
    assert not wrong(answers)
    assert Seat.objects.count() == Admission.objects.count() == 1
    assert Event.objects.filter(verb="workshops.join").count() == 1


def test_forty_people_joining_at_once_have_forty_numbers(postgres: str) -> None:
    world = World()
    _workshop, made = live.opened(world)
    ctx = world.ctx()
    answers = at_once(40, lambda n: seats.join(ctx, code=made.code, token=f"t{n}", consent=True))
    assert not wrong(answers)
    assert sorted(Seat.objects.values_list("number", flat=True)) == list(range(1, 41))


def test_a_hand_pressed_thirty_times_at_once_is_one_hand(postgres: str) -> None:
    world = World()
    _workshop, made = live.opened(world)
    seat = live.join(world, made)
    ctx = live.sitting(world)
    answers = at_once(30, lambda n: seats.raise_hand(ctx, seat=seat))
    assert not wrong(answers)
    assert Event.objects.filter(verb="workshops.raise_hand").count() == 1


def test_one_note_sent_twenty_times_at_once_is_one_note(postgres: str) -> None:
    """As a phone does that lost the line in the middle and tries again."""
    world = World()
    workshop, made = live.opened(world)
    board = rooms.open_boards(world, workshop, ["need"])[0]
    live.join(world, made)
    ctx = live.sitting(world, key="the-same")
    answers = at_once(20, lambda n: notes.leave_note(ctx, board=board, text="Една", lang="bg"))
    assert not wrong(answers)
    assert Note.objects.count() == 1


def test_two_who_lead_move_one_clock(postgres: str) -> None:
    world = World()
    workshop, made = live.opened(world)
    world.act(next_part, "facilitator", event=workshop)
    made.refresh_from_db()
    ends, version = made.ends_at, made.version
    ctxs = [lead(world, "facilitator"), lead(world, "coordinator")]
    answers = at_once(20, lambda n: session.extend_timer(ctxs[n % 2], workshop=workshop, minutes=1))
    assert not wrong(answers)
    made.refresh_from_db()
    assert (made.ends_at - ends).total_seconds() == 20 * 60
    assert made.version == version + 20


def test_rooms_closed_and_chosen_at_once_end_consistent(postgres: str) -> None:
    world = World()
    workshop, made = live.opened(world)
    people = [live.join(world, made, f"t{n}") for n in range(12)]
    ctx = lead(world, "facilitator")
    opened = at_once(
        8, lambda n: room_actions.split_rooms(ctx, workshop=workshop, rooms=3, how="choice")
    )
    assert len([a for a in opened if isinstance(a, Round)]) == 1
    round = Round.objects.get()
    chosen = list(round.rooms.all())
    own = [live.sitting(world, f"t{n}") for n in range(12)]

    def deed(n: int) -> Any:
        if n == 20:
            return room_actions.close_rooms(ctx, workshop=workshop)
        return room_actions.choose_room(
            own[n % 12], seat=people[n % 12], room=chosen[n % len(chosen)]
        )

    at_once(36, deed)
    sat = Counter(Sitting.objects.values_list("seat_id", flat=True))
    assert set(sat.values()) <= {1}
    round.refresh_from_db()
    assert round.closing_at
    assert Event.objects.filter(verb="workshops.close_rooms").count() == 1


def lead(world: World, role: str) -> Ctx:
    ctx = world.ctx(role)
    ctx.viewer.alias()  # made before, so that the race is about the deed
    return ctx
