"""A survey whose last day is over closes by itself, and forgets who replied."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.features.surveys import rules
from zaedno.features.surveys.actions.making import close
from zaedno.features.surveys.queries import rows
from zaedno.platform.cities.queries import live_cities


def close_due() -> int:
    closed = 0
    for city in live_cities():
        ctx = system_ctx(city)
        for survey in rows.running(ctx.viewer):
            if rules.is_over(rows.facts(ctx.viewer, survey, ctx.now), ctx.now):
                close(ctx, survey=survey)
                closed += 1
    return closed
