"""The live channel of a workshop: who may hear that something changed, and what it changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone

from zaedno.core import live
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import lead_channel
from zaedno.features.workshops.queries import session as queries
from zaedno.features.workshops.queries import walls

HEAD = ("state", "voting", "board", "poll", "rooms")


def permission(workshop: Workshop) -> str:
    """Whoever was shown the boards may hear that they changed; the messages hold ids only."""
    return live.token(channel(workshop.pk))


def lead_permission(workshop: Workshop) -> str:
    """Who comes, goes and raises a hand is heard by who leads."""
    return live.token(lead_channel(workshop.pk))


def fragment(viewer: Viewer, *, board: str, kind: str, ident: str) -> Any:
    """What a message changes on the screens of a session, as everybody in it may see it."""
    workshop_id = board.partition(":")[2]
    if not workshop_id.isdigit():
        return None
    workshop = queries.of_channel(viewer, int(workshop_id))
    if workshop is None:
        return None
    viewer = Viewer(city=workshop.city, lang=viewer.lang)
    with timezone.override(ZoneInfo(workshop.city.time_zone)):
        if kind == "note":
            return _note(viewer, ident)
        if kind == "cluster" and ident:
            return queries.group_part(viewer, ident)
        state = queries.state(viewer, workshop) if kind in HEAD else None
        return None if state is None else head(viewer, state)


def _note(viewer: Viewer, ident: str) -> dict[str, Any]:
    """A new note with the count of its column; of a withdrawn one only that it is gone."""
    note = queries.note(viewer, ident)
    if note is None:
        return {"gone": f"n{ident}"}
    session = queries.session_of(viewer, note.workshop_id)
    context = {
        "paper": walls.papers(viewer, [note])[0],
        "authors": session is None or session.show_authors,
    }
    return {
        "column": f"board-{note.board_id}",
        "html": render_to_string("workshops/session/note.html", context),
        "text": str(note.text),
        "room": note.room if queries.in_rooms(viewer, note) else "",
    }


def head(viewer: Viewer, state: queries.State) -> dict[str, Any]:
    """The part of all screens that is the same for everybody, and what their scripts act upon."""
    session = state.session
    shown = {"state": state, "session": session}
    return {
        "version": session.version,
        "open": session.is_open,
        "html": render_to_string("workshops/session/now.html", shown),
        "item": str(state.current.title) if state.current else "",
        "voting": state.voting.pk if state.voting and state.voting_open else 0,
        "dots": state.voting.dots if state.voting and state.voting_open else 0,
        "writable": [c.key for c in state.open_columns] if not state.voting_open else [],
        "crowd": queries.crowd(viewer, state.workshop.pk),
        **times(state),
    }


def times(state: queries.State) -> dict[str, Any]:
    """The instants that clocks are drawn from, with ours, so that a wrong clock shows right."""
    session = state.session
    closing = state.round.closing_at if state.round else None
    return {
        "now": _instant(state.now),
        "ends": _instant(session.ends_at),
        "paused": session.paused_left,
        "closing": _instant(closing),
        "rooms": state.round.pk if state.round else 0,
    }


def _instant(moment: datetime | None) -> int | None:
    """Milliseconds, as browsers count."""
    return None if moment is None else round(moment.timestamp() * 1000)
