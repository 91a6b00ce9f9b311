"""A process as one file: a line for each row, tables to read, and the stored files."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.db.models import FileField, QuerySet

from zaedno.core import tables as lines
from zaedno.core.viewer import Viewer
from zaedno.platform.carrying import queries, shape

IN_MEMORY = 8 * 2**20  # a larger file is put together on the disk
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same process gives the same bytes
AT_ONCE = 500


def pack(viewer: Viewer, process: Any) -> IO[bytes]:
    """The whole process, row after row: memory grows with the numbers of rows only."""
    held = queries.carried(viewer, process)
    counts = shape.Counts()
    for rows in held:
        counts.number(shape.label(rows.model), rows.values_list("pk", flat=True).iterator(AT_ONCE))
    made = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        missing = [name for rows in held for name in _table(archive, rows, counts)]
        _add(archive, "process.json", _summary(process, held, counts, missing))
        _add(archive, "README.txt", README)
    made.seek(0)
    return made


def _summary(
    process: Any, held: list[QuerySet[Any]], counts: shape.Counts, missing: list[str]
) -> str:
    told = {
        "format": shape.FORMAT,
        "version": shape.VERSION,
        "process": process.slug,
        "people": len(counts.by_table.get(shape.PERSON, {})),
        "missing": missing,  # files that their rows name and the disk does not hold
        "tables": {shape.label(rows.model): rows.count() for rows in held},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return archive.open(entry, "w", force_zip64=True)


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    with _entry(archive, name) as opened:
        opened.write(text.encode())


def _table(archive: zipfile.ZipFile, rows: QuerySet[Any], counts: shape.Counts) -> list[str]:
    """The rows twice, and their files; told are the files that are not there."""
    table = shape.label(rows.model)
    with _entry(archive, f"rows/{table}.jsonl") as opened:
        for row in rows.iterator(AT_ONCE):
            told = shape.write(row, counts)
            opened.write(f"{json.dumps(told, ensure_ascii=False)}\n".encode())
    with _entry(archive, f"tables/{table}.csv") as opened:
        for line in _lines(rows, counts):
            opened.write(line.encode())
    return [
        name
        for one in shape.fields_of(rows.model)
        if isinstance(one, FileField)
        for name in _files(archive, rows, one.name, counts)
    ]


def _lines(rows: QuerySet[Any], counts: shape.Counts) -> Iterator[str]:
    """The same rows for a table program."""
    names = ["row", *(one.name for one in shape.fields_of(rows.model))]
    names += [many.name for many in rows.model._meta.many_to_many]
    told = (shape.write(row, counts) for row in rows.iterator(AT_ONCE))
    return lines.lines(names, ([_cell(row[name]) for name in names] for row in told))


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _files(
    archive: zipfile.ZipFile, rows: QuerySet[Any], name: str, counts: shape.Counts
) -> Iterator[str]:
    """Store the files of a column; yields the names of those that cannot be opened."""
    table = shape.label(rows.model)
    for row in rows.iterator(AT_ONCE):
        stored = getattr(row, name)
        if not stored:
            continue
        name_in = f"files/{table}/{counts.of(table, row.pk)}"
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
