"""Keeping rooms in company: latecomers get a place, nobody stays in a room alone."""

from __future__ import annotations

from collections import Counter

from zaedno.core.actions import Ctx
from zaedno.core.live import publish
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.rooms import ALONE, Round, Sitting
from zaedno.features.workshops.models.session import Seat
from zaedno.features.workshops.queries import seats as seat_queries
from zaedno.features.workshops.rules import rooms as rules


def going_on(ctx: Ctx, workshop_id: int) -> Round | None:
    """The round that is on, held: whoever seats somebody waits for whoever closes it."""
    rounds = Round.objects.select_for_update(no_key=True).filter(workshop_id=workshop_id)
    last = rounds.filter(city_id=ctx.city.pk).order_by("-id").first()
    return None if last is None or last.over(ctx.now) else last


def sizes(ctx: Ctx, round: Round) -> dict[int, int]:
    """{room: how many sit in it and are still there}."""
    here = seat_queries.held(ctx.viewer, ctx.now).filter(workshop_id=round.workshop_id)
    sitting = Sitting.objects.filter(round=round, seat__in=here)
    count = Counter(sitting.values_list("room_id", flat=True))
    return {room.pk: count[room.pk] for room in round.rooms.all()}


def seat_late(ctx: Ctx, seat: Seat) -> None:
    """Who joins while the rooms are open sits in the smallest one, unless people choose."""
    round = going_on(ctx, seat.workshop_id)
    if round is None or round.how == Round.How.CHOICE or round.closing_at:
        return
    room = rules.smallest(sizes(ctx, round))
    if room is not None:
        Sitting.objects.create(round=round, room_id=room, seat=seat, moved_at=ctx.now)
        publish(channel(seat.workshop_id), "rooms", round.pk)


def keep(ctx: Ctx, workshop_id: int) -> int:
    """Move whoever is left alone to the smallest room with people; says how many moved."""
    round = going_on(ctx, workshop_id)
    if round is None or round.how == Round.How.CHOICE:
        return 0
    moved = 0
    while lonely := rules.alone(now := sizes(ctx, round)):
        target = rules.smallest(now, but=lonely[0])
        assert target is not None
        here = seat_queries.held(ctx.viewer, ctx.now)
        one = Sitting.objects.filter(round=round, room_id=lonely[0], seat__in=here).get()
        one.room_id, one.reason, one.moved_at = target, ALONE, ctx.now
        one.save(update_fields=["room_id", "reason", "moved_at"])
        moved += 1
    if moved:
        publish(channel(workshop_id), "rooms", round.pk)
    return moved


def tell(ctx: Ctx, workshop_id: int) -> None:
    """Somebody is gone from the rooms: who sits there alone now sees it, and who leads."""
    round = going_on(ctx, workshop_id)
    if round is not None:
        publish(channel(workshop_id), "rooms", round.pk)
