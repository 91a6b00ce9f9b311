"""Break-out rooms as a participant and as the facilitator may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from zaedno.core import clock
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.rooms import ALONE, Room, Round, Sitting
from zaedno.features.workshops.models.session import Seat
from zaedno.features.workshops.queries import seats as seat_queries


@dataclass(frozen=True)
class RoomView:
    """A room from the plenary: who sits there, how much it wrote, when last, its own time."""

    room: Room
    people: tuple[Seat, ...]
    notes: int
    ends_at: datetime | None
    gone: int = 0  # left, or not seen for half an hour
    led: tuple[Seat, ...] = ()  # came here because they were left alone elsewhere

    @property
    def quiet(self) -> bool:
        return not self.notes

    @property
    def alone(self) -> bool:
        return len(self.people) == 1


def sitting(viewer: Viewer, round: Round | None, seat_id: int) -> Sitting | None:
    if round is None:
        return None
    found = Sitting.objects.filter(round=round, seat_id=seat_id, seat__city_id=viewer.city.pk)
    return found.select_related("room").first()


def overview(viewer: Viewer, round: Round | None) -> list[RoomView]:
    """All rooms of a round, in a fixed number of queries."""
    if round is None:
        return []
    now = clock.now()
    by_room: dict[int, list[Sitting]] = {}
    for row in Sitting.objects.filter(round=round).select_related("seat"):
        by_room.setdefault(row.room_id, []).append(row)
    return [_view(round, room, by_room.get(room.pk, []), now) for room in _counted(viewer, round)]


def _view(round: Round, room: Room, sitting: list[Sitting], now: datetime) -> RoomView:
    there = [row for row in sitting if row.seat.held(now)]
    return RoomView(
        room=room,
        people=tuple(row.seat for row in there),
        notes=getattr(room, "written", 0),
        ends_at=ends(round, room),
        gone=len(sitting) - len(there),
        led=tuple(row.seat for row in there if row.reason == ALONE),
    )


def is_alone(viewer: Viewer, sitting: Sitting | None) -> bool:
    """Whether nobody else is left in the room."""
    if sitting is None:
        return False
    here = seat_queries.held(viewer).filter(sittings__room_id=sitting.room_id)
    return here.count() == 1


def _counted(viewer: Viewer, round: Round) -> list[Room]:
    shown = Count("notes", filter=Q(notes__state=Note.State.SHOWN))
    rooms = Room.objects.filter(round=round, round__city_id=viewer.city.pk)
    return list(rooms.annotate(written=shown).order_by("number"))


def ends(round: Round, room: Room) -> datetime | None:
    """When a room's time is over: the round's, with the minutes given to this room alone."""
    return round.ends_at + timedelta(minutes=room.extra) if round.ends_at else None


def choices(viewer: Viewer, round: Round | None) -> list[RoomView]:
    """Rooms to choose from, where everybody chooses."""
    by_choice = round is not None and round.how == Round.How.CHOICE and not round.closing_at
    return overview(viewer, round) if by_choice else []


def elsewhere(viewer: Viewer, round: Round | None, room_id: int | None) -> set[int]:
    """Notes that other rooms write now: they come to everybody when the rooms close."""
    if round is None:
        return set()
    others = Room.objects.filter(round=round, round__city_id=viewer.city.pk)
    others = others.exclude(pk=room_id) if room_id else others
    ids = others.values_list("notes__id", flat=True)
    return {pk for pk in ids if pk}


def going_on(viewer: Viewer, workshop_id: int) -> Round | None:
    """The round of rooms that is on."""
    found = last(viewer, workshop_id)
    return None if found is None or found.over(clock.now()) else found


def last(viewer: Viewer, workshop_id: int) -> Round | None:
    """The latest round, over or not."""
    found = Round.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return found.order_by("-id").first()


def brought(viewer: Viewer, round: Round | None) -> list[tuple[Room, list[Note]]]:
    """What each room of a round that is over brings back: its notes that are in no group yet."""
    if round is None or not round.over(clock.now()):
        return []
    rooms = Room.objects.filter(round=round, round__city_id=viewer.city.pk).prefetch_related(
        "notes"
    )
    found = []
    for room in rooms:
        waiting = [
            n for n in room.notes.all() if n.state == Note.State.SHOWN and n.cluster_id is None
        ]
        if waiting:
            found.append((room, sorted(waiting, key=lambda n: n.pk)))
    return found


def room(viewer: Viewer, pk: int) -> Room:
    found = Room.objects.filter(round__city_id=viewer.city.pk).select_related("round__workshop")
    return get_object_or_404(found, pk=pk)
