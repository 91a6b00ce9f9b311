"""Outside addresses are asked once a day; the asking happens outside of any deed."""

from __future__ import annotations

from zaedno.core import outside
from zaedno.core.actions import system_ctx
from zaedno.features.documents import queries
from zaedno.features.documents.actions import note_link
from zaedno.platform.cities.queries import live_cities


def check_links() -> int:
    asked = 0
    for city in live_cities():
        ctx = system_ctx(city)
        for version in queries.with_address(ctx.viewer):
            note_link(ctx, version=version, answer=outside.ask(version.url))
            asked += 1
    return asked
