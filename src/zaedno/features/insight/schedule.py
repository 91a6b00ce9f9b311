"""What was said since is sorted while a process is running."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.features.insight.actions.themes import sort
from zaedno.features.insight.queries import rows
from zaedno.platform.cities.queries import live_cities


def sort_new() -> int:
    changed = 0
    for city in live_cities():
        ctx = system_ctx(city)
        for reading in rows.readings(ctx.viewer):
            changed += bool(sort(ctx, process=reading.process))
    return changed
