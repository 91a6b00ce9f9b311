"""Loads the demo file's posts as news."""

from __future__ import annotations

from html import escape

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.pages import actions

SUMMARY = 380


def load(demo: DemoLoad) -> None:
    for row in demo.rows("posts"):
        _load_post(demo, row)


def _load_post(demo: DemoLoad, row: Row) -> None:
    day = When.parse(row.need("date")).first
    parts: list[Row] = row.need("body")
    workshop = demo.ref("workshops.workshop", row.need("event"))
    with demo.at(day, "09:00"):
        page = actions.write(
            demo.ctx("editor"),
            title=row.texts(),
            summary=texts(**{lang: parts[0].texts()[lang][:SUMMARY] for lang in ("bg", "en")}),
            body={
                lang: [
                    *(("paragraph", f"<p>{escape(part.texts()[lang])}</p>") for part in parts[1:]),
                    ("thing", ":".join(workshop)),
                ]
                for lang in ("bg", "en")
            },
            day=day,
            kind=row.need("kind"),
            mark=row.mark,
        )
    demo.remember(row.need("id"), page)
