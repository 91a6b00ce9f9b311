"""The document base of the demo file."""

from __future__ import annotations

from zaedno.core.demo import DemoError, DemoLoad, Row
from zaedno.core.partial_dates import When
from zaedno.features.documents import actions, queries
from zaedno.features.documents.models import Document
from zaedno.platform.cities.queries import themes

FILED_ON = "2021-01-04"  # the seed of the document base was put together for the first workshop


def load(demo: DemoLoad) -> None:
    with demo.at(FILED_ON, "09:00"):
        for row in demo.rows("documents"):
            _document(demo, row)


def _document(demo: DemoLoad, row: Row) -> None:
    ctx = demo.ctx("editor")
    known = {theme.code: theme for theme in themes(ctx.viewer)}
    unknown = [code for code in row.get("themes", []) if code not in known]
    if unknown:
        raise row.fail("themes", f"{unknown[0]}?")
    if row.need("kind") not in Document.Kind.values:
        raise row.fail("kind", f"{row['kind']}?")
    date = row.when("date")
    if date is None:
        raise row.fail("date", "?")
    made = actions.file_document(
        ctx,
        kind=row["kind"],
        title=row.texts(),
        date=date,
        in_force=row.when("in_force"),
        amended=row.when("amended"),
        ref=str(row.get("ref", "")),
        themes=[known[code] for code in row.get("themes", [])],
        paragraphs=[
            {"number": int(one.need("number")), "text": one.texts(), "mark": one.mark}
            for one in row.get("paragraphs", [])
        ],
        mark=row.mark,
    )
    if "summary" in row:
        actions.summarise(ctx, document=made, text=row.texts("summary"))
    actions.publish(ctx, document=made)
    demo.remember(str(row.need("id")), made)
    numbers = {one["number"]: one["id"] for one in row.get("paragraphs", [])}
    for paragraph in queries.paragraphs(ctx.viewer).filter(version__document=made):
        demo.remember(str(numbers[paragraph.number]), paragraph)


def attach(demo: DemoLoad) -> None:
    """The first workshop built on the documents issued before it; the second one too."""
    viewer = demo.ctx("coordinator").viewer
    for event in demo.rows("events"):
        try:
            target = demo.ref("workshops.workshop", str(event.need("id")))
        except DemoError:
            continue
        held = event.when("held_on") or When.parse(FILED_ON)
        rows = [row for row in queries.documents(viewer) if row.date < held]
        with demo.at(FILED_ON, "10:00"):
            actions.attach(demo.ctx("coordinator"), documents=rows, to=target)
