"""Where the demo's city lies; no pictures from elsewhere, and drawn outlines that say so."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad
from zaedno.platform.places import actions


def load(demo: DemoLoad) -> None:
    row = demo.section("map")
    actions.set_map(
        demo.ctx("coordinator"), lat=row.need("lat"), lon=row.need("lon"), zoom=row.need("zoom")
    )
