"""The same numbers as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zaedno.core import tables
from zaedno.features.statistics.rules import STEP

COLUMNS = ("by", "value", "contributions", "votes", "people_at_least")
PARTS = (("week", "weeks"), ("stage", "stages"), ("district", "where"), ("way", "how"))


def lines(data: dict[str, Any]) -> Iterator[str]:
    return tables.lines(COLUMNS, _rows(data))


def _rows(data: dict[str, Any]) -> Iterator[list[Any]]:
    kinds = data["kinds"]
    said, given = (sum(one["count"] for one in kinds if one["votes"] is v) for v in (False, True))
    yield ["all", "", said, given, data["people"]]
    for one in kinds:
        numbers = ["", one["count"]] if one["votes"] else [one["count"], ""]
        yield ["kind", one["code"], *numbers, one.get("people", "")]
    for name, part in PARTS:
        for row in data[part]:
            yield [name, *row, ""]
    for name, value in (data["answers"] or {}).items():
        yield ["answers", name, value, "", ""]


def document(slug: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"process": slug or None, "people_in_steps_of": STEP, **data}
