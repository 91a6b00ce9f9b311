"""A process as one file: a line for each row, tables to read, and the stored files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db.models import FileField, Model, QuerySet

from zaedno.core import tables as lines
from zaedno.core.viewer import Viewer
from zaedno.platform.carrying import leaving, shape
from zaedno.platform.carrying.counts import PERSON, Counts
from zaedno.platform.carrying.queries import rows as carried

IN_MEMORY = 8 * 2**20  # a larger file is put together on the disk
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same process gives the same bytes
AT_ONCE = 500


def pack(viewer: Viewer, process: Any) -> IO[bytes]:
    """The whole process, row after row: in memory stands one number for each row."""
    held = carried.carried(viewer, process)
    counts = Counts()
    for rows in held:
        counts.number(shape.label(rows.model), rows.values_list("pk", flat=True).iterator(AT_ONCE))
    leaving.leave_behind(held, counts)
    made = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        missing = [name for rows in held for name in _table(archive, rows, counts)]
        _add(archive, "process.json", _summary(process, held, counts, missing))
        _add(archive, "README.txt", README)
    made.seek(0)
    return made


def _summary(process: Any, held: list[QuerySet[Any]], counts: Counts, missing: list[str]) -> str:
    told = {
        "format": shape.FORMAT,
        "version": shape.VERSION,
        "process": process.slug,
        "people": len(counts.by_table.get(PERSON, ())),
        "missing": missing,  # files that their rows name and the disk does not hold
        "left": dict(sorted(counts.left.items())),  # what names something that is not carried
        "tables": {table: len(counts.by_table[table]) for table in map(_label, held)},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _label(rows: QuerySet[Any]) -> str:
    return shape.label(rows.model)


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(entry, "w", force_zip64=True)


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    with _entry(archive, name) as opened:
        opened.write(text.encode())


def _table(archive: zipfile.ZipFile, rows: QuerySet[Any], counts: Counts) -> list[str]:
    """Each row once, as a line of JSON and of a table; told are the files that are not there."""
    model: Any = rows.model
    table = shape.label(model)
    with SpooledTemporaryFile(IN_MEMORY) as beside:
        with _entry(archive, f"rows/{table}.jsonl") as opened:
            for line in lines.lines(_names(model), _written(rows, counts, opened)):
                beside.write(line.encode())
        beside.seek(0)
        with _entry(archive, f"tables/{table}.csv") as opened:
            copyfileobj(beside, opened)
    return [
        name
        for one in shape.fields_of(model)
        if isinstance(one, FileField)
        for name in _files(archive, rows, one.name, counts)
    ]


def _names(model: type[Model]) -> list[str]:
    """The columns as they stand in the table: the row's count, the fields, what is tied to it."""
    names = ["row", *(one.name for one in shape.fields_of(model))]
    return names + [many.name for many in model._meta.many_to_many]


def _written(rows: QuerySet[Any], counts: Counts, to: IO[bytes]) -> Iterator[list[Any]]:
    """Write each row as a line of JSON, and hand on its cells for the table."""
    names = _names(rows.model)
    for row in rows.iterator(AT_ONCE):
        if counts.find(_label(rows), row.pk) is None:
            continue  # left behind, or come since the rows were counted
        told = shape.write(row, counts)
        to.write(f"{json.dumps(told, ensure_ascii=False)}\n".encode())
        yield [_cell(told[name]) for name in names]


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _files(
    archive: zipfile.ZipFile, rows: QuerySet[Any], name: str, counts: Counts
) -> Iterator[str]:
    """Store the files of a column; yields the names of those that cannot be opened."""
    table = shape.label(rows.model)
    for row in rows.iterator(AT_ONCE):
        stored, count = getattr(row, name), counts.find(table, row.pk)
        if not stored or count is None:
            continue
        name_in = f"files/{table}/{count}"
        try:
            content = stored.open("rb")
        except FileNotFoundError:
            yield name_in
            continue
        with content, _entry(archive, name_in) as opened:
            for chunk in content.chunks():
                opened.write(chunk)


README = """\
Един процес на „Заедно“ / One process of Zaedno

process.json   какво има тук / what is here
rows/          по един JSON обект на ред: с него процесът се внася другаде
               one JSON object a line: by them the process is brought in elsewhere
tables/        същото като таблици (UTF-8) / the same as tables (UTF-8)
files/         прикачените файлове / attached files

Хората са номера: имена, адреси и сведения за връзка не се изнасят.
People are numbers: names, addresses and contacts are not carried out.
"""
