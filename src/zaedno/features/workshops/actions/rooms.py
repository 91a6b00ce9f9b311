"""Break-out rooms: splitting, choosing, moving with a reason, more time, everybody back."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db.models import QuerySet

from zaedno.core.actions import Ctx, action
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions import company
from zaedno.features.workshops.models.board import Board, channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.rooms import COUNTDOWN, Room, Round, Sitting
from zaedno.features.workshops.models.session import Seat, Session
from zaedno.features.workshops.queries import seats as seat_queries
from zaedno.features.workshops.rules import rooms as rules
from zaedno.features.workshops.rules import seats as seat_rules


@action("workshops.split_rooms")
def split_rooms(
    ctx: Ctx,
    *,
    workshop: Workshop,
    rooms: int,
    how: str,
    board: Board | None = None,
    minutes: int = 0,
    seed: str = "",
) -> Round:
    """Open rooms. At random, the seed is kept, so that anybody can repeat who came where."""
    session = Session.objects.select_for_update(no_key=True).filter(workshop=workshop).first()
    seats = list(_here(ctx, workshop.pk).values_list("pk", flat=True))
    ensure(
        rules.may_split(
            ctx.viewer,
            open_session=session is not None and session.is_open,
            going_on=company.going_on(ctx, workshop.pk) is not None,
            rooms=rooms,
            seats=len(seats),
        )
    )
    round = Round.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        board=board,
        how=Round.How(how),
        seed=(seed or secrets.token_hex(4)) if how == Round.How.RANDOM else "",
        opened_at=ctx.now,
        ends_at=ctx.now + timedelta(minutes=minutes) if minutes else None,
    )
    made = Room.objects.bulk_create(Room(round=round, number=n + 1) for n in range(rooms))
    if how == Round.How.RANDOM:
        Sitting.objects.bulk_create(
            Sitting(round=round, room=made[place], seat_id=seat)
            for seat, place in rules.divided(seats, rooms, round.seed).items()
        )
    return _told(ctx, round, rooms=rooms, seats=len(seats))


@action("workshops.choose_room")
def choose_room(ctx: Ctx, *, seat: Seat, room: Room) -> Sitting:
    """Where everybody chooses: sit down, or change one's mind."""
    round = company.going_on(ctx, seat.workshop_id)
    ensure(
        seat_rules.may_act_for(ctx.viewer, seat.workshop_id, seat.pk, seat.person_id, seat.left_at)
    )
    by_choice = round is not None and round.how == Round.How.CHOICE and not round.closing_at
    ensure(rules.may_choose(going_on=_is(round, room), by_choice=by_choice))
    assert round is not None
    return _sit(ctx, round, seat, room, "")


@action("workshops.leave_room")
def leave_room(ctx: Ctx, *, seat: Seat) -> Seat:
    """Back to everybody: out of a room one chose, or out of one where nobody else is left."""
    round = company.going_on(ctx, seat.workshop_id)
    ensure(
        seat_rules.may_act_for(ctx.viewer, seat.workshop_id, seat.pk, seat.person_id, seat.left_at)
    )
    sitting = Sitting.objects.filter(round=round, seat=seat).first() if round else None
    alone = sitting is not None and company.sizes(ctx, sitting.round)[sitting.room_id] == 1
    by_choice = round is not None and round.how == Round.How.CHOICE
    ensure(rules.may_leave_room(sits=sitting is not None, by_choice=by_choice, alone=alone))
    assert sitting is not None
    sitting.delete()
    ctx.record(("workshops.round", sitting.round_id), seat=seat.number)
    publish(channel(seat.workshop_id), "rooms", sitting.round_id)
    return seat


@action("workshops.move_seat")
def move_seat(ctx: Ctx, *, seat: Seat, room: Room, reason: str) -> Sitting:
    """Seat somebody elsewhere; the person hears where and why. Whoever stays alone moves too."""
    round = company.going_on(ctx, seat.workshop_id)
    ensure(rules.may_move(ctx.viewer, going_on=_is(round, room), reason=reason))
    assert round is not None
    sitting = _sit(ctx, round, seat, room, reason)
    company.keep(ctx, seat.workshop_id)
    return sitting


@action("workshops.extend_rooms")
def extend_rooms(ctx: Ctx, *, workshop: Workshop, minutes: int, room: Room | None = None) -> Round:
    """More time for one room or for all."""
    round = company.going_on(ctx, workshop.pk)
    going = round is not None and (room is None or _is(round, room))
    ensure(rules.may_extend(ctx.viewer, going_on=going, minutes=minutes))
    assert round is not None
    if round.ends_at is None:
        round.ends_at = ctx.now
    if room is None:
        round.ends_at = max(round.ends_at, ctx.now) + timedelta(minutes=minutes)
    else:
        held = Room.objects.select_for_update().get(pk=room.pk)
        held.extra += minutes
        held.save(update_fields=["extra"])
    round.save(update_fields=["ends_at"])
    return _told(ctx, round, minutes=minutes)


@action("workshops.close_rooms")
def close_rooms(ctx: Ctx, *, workshop: Workshop) -> Round:
    """Count down on every screen; then all are back. Pressed twice it stays the first countdown."""
    round = company.going_on(ctx, workshop.pk)
    ensure(rules.may_turn(ctx.viewer, going_on=round is not None))
    assert round is not None
    if round.closing_at is None:
        round.closing_at = ctx.now + timedelta(seconds=COUNTDOWN)
        round.save(update_fields=["closing_at"])
    return _told(ctx, round)


def _here(ctx: Ctx, workshop_id: int) -> QuerySet[Seat]:
    return seat_queries.held(ctx.viewer, ctx.now).filter(workshop_id=workshop_id)


def _is(round: Round | None, room: Room) -> bool:
    return round is not None and room.round_id == round.pk


def _sit(ctx: Ctx, round: Round, seat: Seat, room: Room, reason: str) -> Sitting:
    sitting, _new = Sitting.objects.update_or_create(
        round=round,
        seat=seat,
        defaults={"room": room, "reason": reason, "moved_at": ctx.now},
    )
    ctx.record(("workshops.round", round.pk), seat=seat.number, room=room.number)
    publish(channel(round.workshop_id), "rooms", round.pk)
    return sitting


def _told(ctx: Ctx, round: Round, **facts: int) -> Round:
    ctx.record(("workshops.round", round.pk), **facts)
    publish(channel(round.workshop_id), "rooms", round.pk)
    return round
