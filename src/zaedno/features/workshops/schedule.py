"""What happens by itself at the right moment: boards open, letters go out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from zaedno.core.actions import system_ctx
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions.afterwards import remind, tell_outcome, thank
from zaedno.features.workshops.actions.evaluation import close_evaluation
from zaedno.features.workshops.actions.forgotten import close_forgotten
from zaedno.features.workshops.actions.run import start
from zaedno.features.workshops.actions.seats import let_go
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import (
    afterwards,
    evaluation,
    events,
    forgotten,
    outcome,
    seats,
)
from zaedno.platform.cities.queries import live_cities

Due = Callable[[Viewer, datetime], list[Workshop]]


def open_due() -> int:
    """Open boards open on the day that was announced."""
    return _each(events.due_to_open, start)


def close_forgotten_due() -> int:
    """Sessions that were opened and never closed, hours after their planned end."""
    return _each(forgotten.due, close_forgotten)


def let_go_due() -> int:
    """Seats that nobody was seen on for half an hour."""
    return _each(seats.lost_for_good, let_go)


def remind_due() -> int:
    """On the day before an event."""
    return _each(afterwards.due_for_reminder, remind)


def thank_due() -> int:
    """On the morning after an event, where the coordinator has not done it by hand."""
    return _each(afterwards.due_for_thanks, thank)


def close_evaluations_due() -> int:
    """Two weeks after an event, whose answers were whose is forgotten."""
    return _each(evaluation.due_to_close, close_evaluation)


def tell_outcomes_due() -> int:
    """A month after the result was published, where something has grown from it."""

    def due(viewer: Viewer, now: datetime) -> list[Workshop]:
        found = afterwards.due_for_outcome(viewer, now)
        return [event for event in found if any(g.things for g in outcome.grown(viewer, event))]

    return _each(due, tell_outcome)


def _each(due: Due, deed: Callable[..., Any]) -> int:
    done = 0
    for city in live_cities():
        ctx = system_ctx(city)
        for event in due(ctx.viewer, ctx.now):
            deed(ctx, event=event)
            done += 1
    return done
