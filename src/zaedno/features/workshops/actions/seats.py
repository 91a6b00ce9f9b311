"""Joining a session, being there, raising a hand, leaving."""

from __future__ import annotations

from django.db.models import Max

from zaedno.core.actions import Ctx, action
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions import company
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import (
    KEPT,
    SEEN_EVERY,
    Seat,
    Session,
    lead_channel,
)
from zaedno.features.workshops.queries import seats as queries
from zaedno.features.workshops.rules import seats as rules


@action("workshops.join")
def join(ctx: Ctx, *, code: str, token: str, name: str = "", consent: bool = False) -> Seat:
    """Take a seat. The same browser, or the same person, joining again gets the same seat."""
    found = Session.objects.filter(city_id=ctx.city.pk, code=code, closed_at=None)
    session = found.select_for_update(no_key=True).first()
    workshop_id = session.workshop_id if session else 0
    _let_go(ctx, workshop_id)
    mine = _mine(ctx, workshop_id, token)
    if mine is None:
        door = rules.Door(
            found=session is not None,
            open=session is not None and session.doors_open,
            seats=queries.held(ctx.viewer, ctx.now).filter(workshop_id=workshop_id).count(),
        )
        ensure(rules.may_join(door, name=name, consent=consent))
        assert session is not None
        mine = _take(ctx, session, token, name)
        ctx.record(("workshops.session", session.pk), seat=mine.number)
    elif name and name != mine.name:
        ensure(rules.may_be_called(name))
        mine.name = name
    mine.token_hash, mine.seen_at = queries.token_hash(token), ctx.now
    mine.save(update_fields=["token_hash", "seen_at", "name"])
    publish(lead_channel(workshop_id), "seats")
    return mine


@action("workshops.let_go")
def let_go(ctx: Ctx, *, event: Workshop) -> int:
    """Seats that nobody was seen on for half an hour are free; who stays alone is led on."""
    gone = _let_go(ctx, event.pk)
    if gone:
        ctx.record(event, seats=gone, moved=company.keep(ctx, event.pk))
        company.tell(ctx, event.pk)
        publish(lead_channel(event.pk), "seats")
    return gone


def _let_go(ctx: Ctx, workshop_id: int) -> int:
    """Whoever was not seen for half an hour has left."""
    here = Seat.objects.filter(workshop_id=workshop_id, left_at=None)
    lost = here.filter(seen_at__lte=ctx.now - KEPT)
    return lost.update(left_at=ctx.now, hand_at=None)


def _mine(ctx: Ctx, workshop_id: int, token: str) -> Seat | None:
    here = Seat.objects.select_for_update().filter(workshop_id=workshop_id, left_at=None)
    if ctx.person is not None:
        own = here.filter(person_id=ctx.person.pk).first()
        if own is not None:
            # Another browser's empty seat of the same person would be a second voice.
            here.filter(token_hash=queries.token_hash(token)).exclude(pk=own.pk).update(
                left_at=ctx.now
            )
            return own
    seat = here.filter(token_hash=queries.token_hash(token)).first()
    if seat is not None and ctx.person is not None and seat.person_id is None:
        seat.person_id = ctx.person.pk
        seat.admission = _admitted(ctx, seat.workshop_id, seat.admission)
        seat.save(update_fields=["person", "admission"])
    return seat


def _take(ctx: Ctx, session: Session, token: str, name: str) -> Seat:
    """Whoever joins is admitted, so that dots and polls are theirs as for everybody else."""
    last = Seat.objects.filter(workshop_id=session.workshop_id).aggregate(n=Max("number"))["n"]
    seat = Seat.objects.create(
        city_id=ctx.city.pk,
        workshop_id=session.workshop_id,
        token_hash=queries.token_hash(token),
        person_id=ctx.person.pk if ctx.person else None,
        admission=_admitted(ctx, session.workshop_id) if session.seats_vote else None,
        number=(last or 0) + 1,
        name=name,
        consent_at=ctx.now,
        joined_at=ctx.now,
        seen_at=ctx.now,
    )
    company.seat_late(ctx, seat)
    return seat


def _admitted(ctx: Ctx, workshop_id: int, own: Admission | None = None) -> Admission:
    """The person's admission, if there is one; else the seat's becomes theirs."""
    known = Admission.objects.filter(workshop_id=workshop_id)
    there = known.filter(person_id=ctx.person.pk).first() if ctx.person else None
    if there is not None:
        if own is not None and own.pk != there.pk:
            own.delete()
        return there
    own = own or Admission(city_id=ctx.city.pk, workshop_id=workshop_id, admitted_at=ctx.now)
    own.person_id = ctx.person.pk if ctx.person else None
    own.save()
    return own


@action("workshops.be_there")
def be_there(ctx: Ctx, *, seat: Seat) -> bool:
    """The page says that it is still open; written at most once a minute, nothing is recorded."""
    due = Seat.objects.filter(pk=seat.pk, left_at=None, seen_at__lte=ctx.now - SEEN_EVERY)
    return bool(due.update(seen_at=ctx.now))


@action("workshops.raise_hand")
def raise_hand(ctx: Ctx, *, seat: Seat) -> Seat:
    seat = _own(ctx, seat)
    return _hand(ctx, seat, up=True)


@action("workshops.lower_hand")
def lower_hand(ctx: Ctx, *, seat: Seat) -> Seat:
    """One's own, or by who leads, when the person has spoken."""
    held = Seat.objects.select_for_update().get(pk=seat.pk, city_id=ctx.city.pk)
    ensure(rules.may_lower(ctx.viewer, held.workshop_id, held.pk, held.person_id))
    return _hand(ctx, held, up=False)


def _own(ctx: Ctx, seat: Seat) -> Seat:
    seat = Seat.objects.select_for_update().get(pk=seat.pk, city_id=ctx.city.pk)
    ensure(rules.may_act_for(ctx.viewer, seat.workshop_id, seat.pk, seat.person_id, seat.left_at))
    return seat


def _hand(ctx: Ctx, seat: Seat, *, up: bool) -> Seat:
    """Pressed twice it stays as it is: the first moment counts, so that the queue is fair."""
    if bool(seat.hand_at) != up:
        seat.hand_at = ctx.now if up else None
        seat.save(update_fields=["hand_at"])
        ctx.record(("workshops.workshop", seat.workshop_id), seat=seat.number)
        publish(lead_channel(seat.workshop_id), "hand", seat.number)
    return seat


@action("workshops.leave")
def leave(ctx: Ctx, *, seat: Seat) -> Seat:
    """Give the seat up; the roll of an open vote stays as it was frozen."""
    seat = _own(ctx, seat)
    seat.left_at, seat.hand_at = ctx.now, None
    seat.save(update_fields=["left_at", "hand_at"])
    ctx.record(("workshops.workshop", seat.workshop_id), seat=seat.number)
    if not company.keep(ctx, seat.workshop_id):
        company.tell(ctx, seat.workshop_id)
    publish(lead_channel(seat.workshop_id), "seats")
    return seat
