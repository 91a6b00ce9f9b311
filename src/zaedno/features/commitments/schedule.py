from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.features.commitments.actions import remind
from zaedno.platform.cities.queries import live_cities


def remind_all() -> int:
    """Reminders of every city that is live."""
    return sum(remind(system_ctx(city)) for city in live_cities())
