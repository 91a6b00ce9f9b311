"""Seats of a session: whose browser this is, who is in, who lost the line, who raised a hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import QuerySet

from zaedno.core import clock
from zaedno.core.fields import keyed_hash
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import KEPT, Seat
from zaedno.features.workshops.rules.seats import SEAT, seat_in

LOST = timedelta(seconds=150)  # a page tells every minute that it is there


@dataclass(frozen=True)
class Presence:
    """Who is in, as the facilitator sees it."""

    here: int = 0
    lost: int = 0
    left: int = 0
    hands: tuple[Seat, ...] = ()

    @property
    def joined(self) -> int:
        return self.here + self.lost


def token_hash(token: str) -> str:
    return keyed_hash("seat", token)


def held(viewer: Viewer, now: datetime | None = None) -> QuerySet[Seat]:
    """Seats that are still somebody's."""
    since = (now or clock.now()) - KEPT
    return Seat.objects.filter(city_id=viewer.city.pk, left_at=None, seen_at__gt=since)


def seated(viewer: Viewer, token: str) -> Viewer:
    """The same reader, sitting where this browser's token says. One query."""
    found = list(held(viewer).filter(token_hash=token_hash(token)).order_by("pk"))
    for seat in found:
        viewer = viewer.holding(SEAT, f"{seat.workshop_id}:{seat.pk}")
    if found and viewer.person is None:
        # Notes and form keys are the seat's: they outlive the cookie of forms.
        viewer = replace(viewer, visitor=keyed_hash("seated", token)[:40])
    return viewer


def mine(viewer: Viewer, workshop_id: int) -> Seat | None:
    """The seat this reader holds in a workshop; a signed-in person's on any of their devices."""
    ident = seat_in(viewer, workshop_id)
    seats = held(viewer).filter(workshop_id=workshop_id)
    if ident is not None:
        return seats.filter(pk=ident).first()
    return seats.filter(person_id=viewer.person.pk).first() if viewer.person else None


def lost_for_good(viewer: Viewer, now: datetime) -> list[Workshop]:
    """Workshops with seats that nobody was seen on for half an hour."""
    lost = Seat.objects.filter(city_id=viewer.city.pk, left_at=None, seen_at__lte=now - KEPT)
    found = Workshop.objects.filter(pk__in=lost.values("workshop_id"), session__closed_at=None)
    return list(found.order_by("pk"))


def presence(viewer: Viewer, workshop_id: int) -> Presence:
    now = clock.now()
    seats = list(Seat.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id))
    there = [seat for seat in seats if seat.held(now)]
    here = sum(seat.seen_at > now - LOST for seat in there)
    hands = sorted((s for s in there if s.hand_at), key=lambda s: (s.hand_at, s.number))
    return Presence(here, len(there) - here, len(seats) - len(there), tuple(hands))


def one(viewer: Viewer, workshop_id: int, pk: int) -> Seat | None:
    return held(viewer).filter(workshop_id=workshop_id, pk=pk).first()
