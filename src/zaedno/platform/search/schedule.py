"""What runs by itself: everything offered for searching, once a day."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.platform.cities.queries import live_cities
from zaedno.platform.search.actions import index_offered


def index_all() -> None:
    for city in live_cities():
        index_offered(system_ctx(city))
