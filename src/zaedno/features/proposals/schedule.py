"""What the room does by itself, once in each city."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.features.proposals.actions import answering, valuation
from zaedno.platform.cities.queries import live_cities


def remind_experts() -> None:
    for city in live_cities():
        valuation.remind(system_ctx(city))


def remind_units() -> None:
    for city in live_cities():
        answering.remind(system_ctx(city))
