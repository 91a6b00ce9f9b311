"""Open boards open by themselves, on the day that was announced."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.features.workshops.actions.run import start
from zaedno.features.workshops.queries import events
from zaedno.platform.cities.queries import live_cities


def open_due() -> int:
    opened = 0
    for city in live_cities():
        ctx = system_ctx(city)
        for board in events.due_to_open(ctx.viewer, ctx.now):
            start(ctx, event=board)
            opened += 1
    return opened
