"""Rows whose thing is not carried stay behind, before anything is counted or written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from zaedno.platform.carrying import shape
from zaedno.platform.carrying.counts import Counts

AT_ONCE = 2000


def leave_behind(held: list[QuerySet[Any]], counts: Counts) -> None:
    """Until nothing points to what is not there: without a thread its comments do not go either."""
    found = True
    while found:
        found = False
        for rows in held:
            if gone := set(_dangling(rows, counts)):
                counts.leave(shape.label(rows.model), gone)
                found = True


def _dangling(rows: QuerySet[Any], counts: Counts) -> Iterator[str]:
    model: Any = rows.model
    table, targets, pairs = shape.label(model), shape.firm_of(model), shape.pairs_of(model)
    columns = [*targets, *(name for pair in pairs for name in pair)]
    if not columns:
        return
    for pk, *values in rows.values_list("pk", *columns).iterator(AT_ONCE):
        if counts.find(table, pk) is None:
            continue
        row = dict(zip(columns, values, strict=True))
        named = [(target, row[name]) for name, target in targets.items()]
        named += [(row[kind], row[ident]) for kind, ident in pairs if row[kind]]
        if any(counts.find(target, at) is None for target, at in named):
            yield str(pk)
