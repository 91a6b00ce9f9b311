"""Loads who of the demo follows a topic and wants one letter a day: the morning brings a digest."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad
from zaedno.platform.notifications.actions import follow, set_rhythm


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "follows"):
        with demo.at(demo.day(int(row.need("in_days"))), "08:00"):
            ctx = demo.ctx(row.need("by"))
            follow(ctx, kind="cities.theme", ident=row.need("theme"))
            set_rhythm(ctx, rhythm=row.need("rhythm"))
