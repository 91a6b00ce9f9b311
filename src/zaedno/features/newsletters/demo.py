"""Loads the demo's newsletter: one that was sent, and one that waits for its hour."""

from __future__ import annotations

from datetime import timedelta

from zaedno.core import clock
from zaedno.core.demo import DemoLoad
from zaedno.features.newsletters.actions import subscribing, writing
from zaedno.features.newsletters.actions.sending import send_due


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "newsletters"):
        for role in row.get("readers") or ():
            with demo.at(demo.day(int(row.need("in_days"))), "09:00"):
                subscribing.subscribe(demo.ctx(role), wishes=[])
        with demo.at(demo.day(int(row.need("in_days"))), row.need("hour")):
            made = writing.draft(
                demo.ctx("editor"),
                title=row.texts("title"),
                lead=row.texts("lead"),
                audience="all",
                mark=row.mark,
            )
            for part in row.get("parts") or ():
                kind, ident = (
                    demo.ref(part["kind"], part["about"]) if part.get("kind") else ("", "")
                )
                text = part.texts("text")
                writing.add_part(demo.ctx("editor"), pk=made.pk, text=text, kind=kind, ident=ident)
            wait = timedelta(days=int(row.get("waits") or 0))
            writing.plan(demo.ctx("editor"), pk=made.pk, send_at=clock.now() + wait)
            send_due(demo.city)
