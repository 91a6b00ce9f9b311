"""Sessions that nobody closed, and what is still open in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.consent import ConsentRound
from zaedno.features.workshops.models.criteria import Priorities
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.models.session import Session
from zaedno.features.workshops.models.voting import Voting
from zaedno.features.workshops.queries import questions, rooms
from zaedno.features.workshops.rules.session import forgotten_at


def due(viewer: Viewer, now: datetime) -> list[Workshop]:
    found = Session.objects.filter(city_id=viewer.city.pk, closed_at=None)
    return [s.workshop for s in found.select_related("workshop") if _due_at(s) <= now]


def due_at(viewer: Viewer, event: Workshop) -> datetime | None:
    """When the session is closed by itself; none where none is open. The row is held."""
    rows = Session.objects.select_for_update(no_key=True, of=("self",)).select_related("workshop")
    open_one = rows.filter(city_id=viewer.city.pk, workshop=event, closed_at=None).first()
    return _due_at(open_one) if open_one else None


def _due_at(session: Session) -> datetime:
    event = session.workshop
    return forgotten_at(
        opened_at=session.opened_at,
        slot=timedelta(minutes=event.slot_minutes),
        planned_end=event.ends_at,
        clock_end=session.ends_at,
    )


def still_open(viewer: Viewer, event: Workshop) -> Iterator[tuple[str, Any]]:
    """(kind, row) of everything that takes answers; an open board stays open for its days."""
    here = {"city_id": viewer.city.pk, "workshop": event}
    kinds: tuple[tuple[str, Any, str], ...] = (
        ("votes", Voting, Voting.State.OPEN),
        ("polls", Poll, Poll.State.OPEN),
        ("consents", ConsentRound, ConsentRound.State.OPEN),
        ("priorities", Priorities, "open"),
    )
    for name, model, state in kinds:
        for row in model.objects.filter(**here, state=state).order_by("pk"):
            yield name, row
    round = rooms.going_on(viewer, event.pk)
    if round is not None and round.closing_at is None:
        yield "rooms", event
    if event.is_open_board:
        return
    for board in Board.objects.filter(**here, state=Board.State.OPEN).order_by("pk"):
        yield "boards", board
    desk = questions.desk(viewer, event.pk)
    if desk is not None and desk.taking:
        yield "questions", event
