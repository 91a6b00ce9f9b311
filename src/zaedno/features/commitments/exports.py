"""Commitments as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

from zaedno.core.viewer import Viewer
from zaedno.features.commitments.queries import rows as found

COLUMNS = (
    *("receipt", "text_bg", "text_en", "owner", "theme", "scope", "state", "unit"),
    *("baseline", "target", "value", "share", "delivery", "schedule", "freshness"),
    *("due", "due_now", "moved", "delivered_on", "withdrawn_on", "as_of", "mark"),
)


class _Echo:
    def write(self, line: str) -> str:
        return line


def lines(viewer: Viewer, as_of: date) -> Iterator[str]:
    """CSV, streamed in pages of 500 rows, with a byte order mark for spreadsheets."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(COLUMNS)
    chosen = found.with_history(viewer, found.chosen(viewer, {})).order_by("id")
    for row in found.standings_streamed(viewer, chosen, as_of):
        yield writer.writerow([_safe(cell) for cell in _cells(row)])


def _cells(row: found.Row) -> list[object]:
    one, stand = row.commitment, row.stand
    return [
        one.receipt,
        one.text.get("bg", ""),
        one.text.get("en", ""),
        one.owner.slug,
        one.theme.code if one.theme else "",
        one.scope,
        one.state,
        one.unit,
        one.baseline,
        one.target,
        stand.value,
        None if stand.share is None else round(stand.share, 4),
        stand.delivery,
        stand.schedule,
        stand.freshness,
        one.due.iso(),
        one.due_now.iso(),
        len(one.amendments.all()),
        one.delivered_on,
        one.withdrawn_on,
        stand.as_of,
        one.mark,
    ]


def _safe(cell: object) -> object:
    """A spreadsheet runs text that begins like a formula; a quote in front keeps it text."""
    if isinstance(cell, str) and cell[:1] in "=+-@\t\r":
        return f"'{cell}"
    return cell
