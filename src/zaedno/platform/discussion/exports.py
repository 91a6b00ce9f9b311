"""A thread as CSV and as JSON, streamed: exactly what everybody reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from zaedno.core import tables
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Comment, Thread
from zaedno.platform.discussion.queries import rows

COLUMNS = (
    *("receipt", "answers", "written", "changed", "participant", "organisation", "official"),
    *("position", "language", "state", "text", "agree", "thanks", "mark"),
)
AT_ONCE = 500


def _everybody(viewer: Viewer) -> Viewer:
    """Whoever downloads it, the file holds no more than the public page."""
    return Viewer(city=viewer.city, lang=viewer.lang)


def _cells(viewer: Viewer, found: Thread | None) -> Iterator[list[Any]]:
    if found is None:
        return
    for row in rows.with_signs(viewer, found).iterator(AT_ONCE):
        yield _line(viewer, row)


def _line(viewer: Viewer, row: Any) -> list[Any]:
    comment: Comment = row
    return [
        comment.receipt,
        comment.parent.receipt if comment.parent else "",
        comment.made_at.isoformat(timespec="seconds"),
        comment.edited_at.isoformat(timespec="seconds") if comment.edited_at else "",
        comment.voice,
        comment.organisation.slug if comment.organisation else "",
        "yes" if comment.official else "",
        comment.position,
        comment.lang,
        comment.state,
        rows.words(viewer, comment, own=False),
        row.agree,
        row.thanks,
        comment.mark,
    ]


def table(viewer: Viewer, found: Thread | None) -> Iterator[str]:
    return tables.lines(COLUMNS, _cells(_everybody(viewer), found))


def document(viewer: Viewer, found: Thread | None) -> Iterator[str]:
    """One JSON list, a comment on each line."""
    begin = "["
    for cells in _cells(_everybody(viewer), found):
        yield begin + "\n" + json.dumps(dict(zip(COLUMNS, cells, strict=True)), ensure_ascii=False)
        begin = ","
    yield "[]\n" if begin == "[" else "\n]\n"
