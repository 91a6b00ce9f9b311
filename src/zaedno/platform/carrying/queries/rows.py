"""Everything that a process holds, room by room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from zaedno.core import registry
from zaedno.core.things import Aside, Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.carrying import rules, shape

Rows = QuerySet[Any]


def tables(viewer: Viewer) -> dict[str, type[Model]]:
    """Every table that may be carried, in the order in which rooms name them."""
    offered = [*_around(viewer), *holdings(viewer, None), *about(viewer, {})]
    return {shape.label(rows.model): rows.model for rows in offered}


def holdings(viewer: Viewer, process: Any) -> list[Rows]:
    return registry.gather("holdings", viewer, process=process)


def about(viewer: Viewer, held: Mapping[str, Rows]) -> list[Rows]:
    return registry.gather("holdings_about", viewer, held=held)


def _around(viewer: Viewer) -> list[Rows]:
    return [shape.model_of(table)._default_manager.none() for table in shape.AROUND]


def carried(viewer: Viewer, process: Any) -> list[Rows]:
    """What stands around first, then what the rooms hold of the process, then what is about it."""
    held = holdings(viewer, process)
    known = registry.kinds()
    things = {label: rows for rows in held if (label := shape.label(rows.model)) in known}
    held = _once([*held, *about(viewer, things)])
    return [*_needed(viewer, held), *held]


def fewer_than(viewer: Viewer, process: Any, most: int) -> bool:
    """Whether a process holds fewer rows; the counting ends where there are more."""
    left = most
    for rows in carried(viewer, process):
        left -= rows.order_by()[:left].count()
        if left <= 0:
            return False
    return True


def _once(held: list[Rows]) -> list[Rows]:
    """Each table once, where several rooms name rows of it."""
    by_table: dict[str, list[Rows]] = {}
    for rows in held:
        by_table.setdefault(shape.label(rows.model), []).append(rows)
    return [one if not more else _together([one, *more]) for one, *more in by_table.values()]


def _together(same: list[Rows]) -> Rows:
    wanted = reduce(or_, (Q(pk__in=rows.order_by().values("pk")) for rows in same))
    found: Rows = same[0].model._default_manager.filter(wanted).order_by("pk")
    return found


def _needed(viewer: Viewer, held: list[Rows]) -> list[Rows]:
    """Themes, districts and organisations that rows point to, and the kinds of those."""
    pks = {table: Q(pk__in=[]) for table in shape.AROUND}
    for rows in held:
        for one in [*rows.model._meta.concrete_fields, *rows.model._meta.many_to_many]:
            table = shape.label(one.related_model) if one.related_model else ""
            if table in pks:
                pks[table] |= Q(pk__in=rows.order_by().values(one.name))
        for table, named in _within(rows):
            if table in pks:
                pks[table] |= Q(pk__in=named)
    told: list[Rows] = []
    for table in reversed(list(shape.AROUND)):  # an organisation brings its kind
        model: Any = shape.model_of(table)
        found = model._default_manager.filter(pks[table], city_id=viewer.city.pk)
        for one in model._meta.concrete_fields:
            other = shape.target_of(one)
            if other in pks:
                pks[other] |= Q(pk__in=found.values(one.name))
        told.insert(0, found.order_by("pk"))
    return told


def _within(rows: Rows) -> Iterator[tuple[str, list[Any]]]:
    """Numbers that stand inside JSON columns; only small tables keep such."""
    found: list[tuple[str, list[Any]]] = []

    def note(table: str, pks: list[Any]) -> list[Any]:
        found.append((table, pks))
        return pks

    model: Any = rows.model
    for name, tables in shape.within_of(model).items():
        for value in rows.values_list(name, flat=True):
            shape.listed(value, tables, note)
    yield from found


def aside(viewer: Viewer, thing: Thing) -> list[Aside]:
    """Beside a process, for whoever may carry it."""
    if thing.kind != "processes.process" or not rules.may_carry(viewer):
        return []
    slug = thing.url.rstrip("/").rsplit("/", 1)[-1]
    return [Aside("carrying/aside.html", {"slug": slug}, order=90)]
