"""The rows of a file, written under numbers of this database."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx
from zaedno.platform.carrying import numbering, shape
from zaedno.platform.carrying.counts import PERSON
from zaedno.platform.carrying.queries import rows as carried
from zaedno.platform.carrying.taking_in import (
    Archive,
    NotReadable,
    Numbers,
    place_of,
    values,
    whole,
)
from zaedno.platform.people.actions.accounts import stand_in
from zaedno.platform.processes.models import Process

PROCESS = "processes.process"
AT_ONCE = 500


def write(ctx: Ctx, archive: Archive) -> tuple[Process, dict[str, int]]:
    """All rows of a file, inside the deed that brings it in; how many of each table."""
    numbers = _all(ctx, archive)
    made = Process.objects.get(city_id=ctx.city.pk, pk=numbers.of(PROCESS, 1))
    return made, {table: len(numbers.by_table.get(table, ())) for table in archive.tables}


def _all(ctx: Ctx, archive: Archive) -> Numbers:
    """All numbers are given first, so that rows may point to each other in any order."""
    numbers, allowed = Numbers(), carried.tables(ctx.viewer)
    unknown = next((table for table in archive.tables if table not in allowed), "")
    if unknown:
        said = _("The table “%(table)s” is not known here: the file is of another version.")
        raise NotReadable(said % {"table": unknown})
    for count in range(1, archive.people + 1):
        numbers.keep(PERSON, count, stand_in(ctx).pk)
    tables = [table for table in archive.tables if table not in shape.AROUND]
    for table in shape.AROUND:
        if table in archive.tables:
            _around(ctx, allowed[table], archive, numbers)
    for table in tables:
        _number(allowed[table], archive, numbers)
    for table in tables:
        rows = archive.rows(table)
        while some := list(islice(rows, AT_ONCE)):
            _some(ctx, allowed[table], some, numbers, archive)
    return numbers


def _number(model: type[models.Model], archive: Archive, numbers: Numbers) -> None:
    """A number of this database for each row of a table, in the order of the rows."""
    table, key = shape.label(model), model._meta.pk
    counts = [whole(row, "row", place_of(table, line)) for line, row in archive.rows(table)]
    if counts != sorted(set(counts)):
        raise NotReadable(_("The file does not fit together, or was brought in before."))
    if isinstance(key, models.UUIDField):
        given: list[Any] = [row.get(key.name) for _line, row in archive.rows(table)]
    else:
        given = list(numbering.reserve(model, len(counts)))
    for count, pk in zip(counts, given, strict=True):
        numbers.keep(table, count, pk)


def _around(ctx: Ctx, model: type[models.Model], archive: Archive, numbers: Numbers) -> None:
    """A theme, district or organisation that goes by the same name here, or a new one."""
    table = shape.label(model)
    key = shape.AROUND[table]
    for line, row in archive.rows(table):
        place = place_of(table, line)
        made = values(model, row, numbers, place)
        found = model._default_manager.filter(city_id=ctx.city.pk, **{key: made[key]}).first()
        if found is None:
            found = model._default_manager.create(city_id=ctx.city.pk, **made)
        numbers.keep(table, whole(row, "row", place), found.pk)


def _some(
    ctx: Ctx,
    model: type[models.Model],
    lines: list[tuple[int, dict[str, Any]]],
    numbers: Numbers,
    archive: Archive,
) -> None:
    """Five hundred rows of one table at once."""
    table = shape.label(model)
    new = [
        (_filled(ctx, model, values(model, row, numbers, place_of(table, line)), row, numbers,
                 archive), row)
        for line, row in lines
    ]  # fmt: skip
    model._default_manager.bulk_create([one for one, _row in new])
    for many in model._meta.many_to_many:
        target = shape.label(many.related_model)  # type: ignore[arg-type]
        for one, row in new:
            getattr(one, many.name).set(numbers.of(target, at) for at in row.get(many.name, []))


def _filled(
    ctx: Ctx,
    model: type[models.Model],
    made: dict[str, Any],
    row: dict[str, Any],
    numbers: Numbers,
    archive: Archive,
) -> models.Model:
    table, count = shape.label(model), int(row["row"])
    new = model(**{**made, "pk": numbers.of(table, count)})
    if shape.of_a_city(model):
        new.city_id = ctx.city.pk  # type: ignore[attr-defined]
    for one in shape.fields_of(model):
        if isinstance(one, models.FileField) and row[one.name]:
            content = archive.content(table, count)
            if content is not None:
                getattr(new, one.name).save("carried", ContentFile(content), save=False)
    return new
