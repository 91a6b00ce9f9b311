"""Numbers are counted beforehand, so that their page costs the same whatever their size."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.features.statistics.actions import count
from zaedno.features.statistics.queries import counting, rows
from zaedno.platform.cities.queries import live_cities


def count_due() -> int:
    done = 0
    for city in live_cities():
        ctx = system_ctx(city)
        upto = counting.latest(ctx.viewer)
        for process in rows.due(ctx.viewer, upto):
            count(ctx, process=process, upto=upto)
            done += 1
        if rows.city_is_due(ctx.viewer, upto):
            count(ctx, process=None, upto=upto)
            done += 1
    return done
