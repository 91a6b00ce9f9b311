"""Every contribution with its theme as CSV, streamed; the summing-up as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator

from zaedno.core import clock, tables
from zaedno.core.viewer import Viewer
from zaedno.features.insight.queries import people, rows
from zaedno.platform.processes.models import Process

COLUMNS = ("kind", "id", "said", "text", "address", "theme", "by_hand", "shared_words")
PAGE = 500


def lines(viewer: Viewer, process: Process) -> Iterator[str]:
    return tables.lines(COLUMNS, _rows(viewer, process))


def _rows(viewer: Viewer, process: Process) -> Iterator[list[Any]]:
    """Five hundred at a time, so that a large process streams."""
    found = rows.placings(viewer, process).select_related("theme").order_by("at", "pk")
    for part in Paginator(found, PAGE):
        refs = [(one.kind, one.ident) for one in part]
        things = {(one.kind, one.id): one for one in rows.opened(viewer, refs)}
        for one in part:
            thing = things.get((one.kind, one.ident))
            if thing is None:
                continue
            yield [
                one.kind,
                one.ident,
                clock.day(one.at),
                thing.title,
                thing.url,
                one.theme.code if one.theme else "",
                "yes" if one.by_hand else "no",
                one.shared,
            ]


def document(viewer: Viewer, process: Process) -> dict[str, Any]:
    counts = rows.counts(viewer, process)
    return {
        "process": process.slug,
        "contributions": counts.all,
        "in_no_line": counts.unsaid,
        "themes": [
            {
                "code": one.code,
                "title": dict(one.title),
                "words": one.seeds.split(),
                "contributions": counts.themes.get(one.pk, 0),
            }
            for one in rows.themes(viewer, process)
        ],
        "lines": [
            {
                "text": dict(one.text),
                "view": one.view,
                "theme": one.theme.code if one.theme else None,
                "sources": [f"{kind}:{ident}" for kind, ident in rows.sources(viewer, one)],
            }
            for one in rows.lines(viewer, process)
            if one.published_at
        ],
        "took_part": [
            table.plain() for table in people.compared(viewer, rows.reading(viewer, process))
        ],
    }
