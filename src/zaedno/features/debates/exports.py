"""A debate as CSV, JSON and Atom: exactly what everybody reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zaedno.core import tables
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Debate
from zaedno.features.debates.queries import map as maps
from zaedno.features.debates.queries import rows
from zaedno.platform.cities.addresses import absolute

COLUMNS = (
    *("receipt", "under", "level", "side", "text", "source", "language", "state", "written"),
    *("weighers", "weight", "merged", "mark"),
)
NEWEST = 50


def everybody(viewer: Viewer) -> Viewer:
    """Whoever downloads it, the file holds no more than the public page."""
    return Viewer(city=viewer.city, lang=viewer.lang)


def _line(node: maps.Node, shown: bool) -> list[Any]:
    row = node.argument
    return [
        row.receipt,
        row.parent.receipt if row.parent else "",
        node.level + 1,
        row.side,
        node.text,
        row.source if node.text else "",
        row.lang,
        row.state,
        row.made_at.isoformat(timespec="seconds"),
        row.weighers if shown else "",
        round(node.weight, 2) if node.weight is not None else "",
        " ".join(one.receipt for one in node.merged),
        row.mark,
    ]


def cells(viewer: Viewer, row: Debate, now: datetime) -> Iterator[list[Any]]:
    drawn = maps.draw(everybody(viewer), row, now)
    for node in drawn.all:
        yield _line(node, drawn.shows_weights)


def table(viewer: Viewer, row: Debate, now: datetime) -> Iterator[str]:
    return tables.lines(COLUMNS, cells(viewer, row, now))


def document(viewer: Viewer, row: Debate, now: datetime) -> Iterator[str]:
    """The debate, its arguments one on each line, and its summing-up with the sources."""
    summed = row.summed_at is not None
    lines = rows.lines(everybody(viewer), row) if summed else []
    head = {
        "receipt": row.receipt,
        "question": dict(row.question),
        "intro": dict(row.intro),
        "process": row.process.slug,
        "scale": row.scale,
        "mark": row.mark,
        "summing_up": [
            {
                "kind": line.kind,
                "text": dict(line.text),
                "sources": [one.receipt for one in line.sources.all()],
            }
            for line in lines
        ],
    }
    begin = json.dumps(head, ensure_ascii=False)[:-1] + ', "arguments": ['
    for values in cells(viewer, row, now):
        one = dict(zip(COLUMNS, values, strict=True))
        yield begin + "\n" + json.dumps(one, ensure_ascii=False)
        begin = ","
    yield (begin if begin != "," else "") + "\n]}\n"


def feed(viewer: Viewer, row: Debate) -> str:
    """The newest arguments; addresses are the city's own, whatever host the request came by."""
    title = row.question.best(viewer.lang)[0]
    page = absolute(viewer.city, row.get_absolute_url())
    made = Atom1Feed(
        title=_("Arguments: %(question)s") % {"question": title},
        link=page,
        description="",
        language=viewer.lang,
        feed_url=absolute(viewer.city, reverse("debates:feed", args=[row.receipt])),
        feed_guid=page,
    )
    public = rows.public(everybody(viewer), row).order_by("-made_at", "-pk")
    for one in public[:NEWEST]:
        where = absolute(viewer.city, one.get_absolute_url())
        made.add_item(
            title=f"{maps.name(viewer, row, one.side)}: {one.text}"
            if one.parent_id is None
            else f"{one.get_side_display()}: {one.text}",
            link=where,
            description=one.text,
            unique_id=where,
            pubdate=one.made_at,
            updateddate=one.made_at,
        )
    return str(made.writeString("utf-8"))
