"""The whole workshop as one JSON document or as CSV tables, streamed row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports.boards import Echo, safe
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import everything as queries

FORMAT = 1


def as_json(viewer: Viewer, event: Workshop) -> Iterator[str]:
    """One document, valid as a whole, of which never more than a row is in memory."""
    yield f'{{"format":{FORMAT},"event":{_json(queries.head(viewer, event))}'
    for name, table in queries.tables(viewer, event).items():
        yield f',\n"{name}":['
        for at, row in enumerate(table.run()):
            yield f"{',' if at else ''}\n{_json(row)}"
        yield "]"
    yield "}\n"


def as_csv(table: queries.Rows) -> Iterator[str]:
    """With a byte order mark for spreadsheets; a cell never begins a formula."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    yield writer.writerow(table.columns)
    for row in table.run():
        yield writer.writerow([safe(_cell(row.get(name))) for name in table.columns])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=_cell)
