"""Reading a carried process: what the file says, row by row, before anything is written."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from zaedno.core.fields import TextsField
from zaedno.platform.carrying import shape

LONGEST_LINE = 10 * 2**20
# What a file that is damaged, or made to do damage, raises while it is opened, unpacked and parsed.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, LookupError, ValueError, TypeError),
    RuntimeError,  # a password, a way of packing that is not known, brackets without end
)


class NotReadable(Exception):
    """What is wrong with the file, in one sentence with its place."""


@dataclass
class Archive:
    """An opened file. `tables` are those it names, in its order; `missing` are stored files that
    were gone already where it comes from."""

    zip: zipfile.ZipFile
    slug: str
    people: int
    tables: list[str]
    missing: frozenset[str]

    @classmethod
    def open(cls, upload: IO[bytes]) -> Archive:
        try:
            opened = zipfile.ZipFile(upload)
            with opened.open("process.json") as summary:
                told = json.loads(summary.read(LONGEST_LINE))
            if told["format"] != shape.FORMAT or told["version"] != shape.VERSION:
                raise NotReadable(_("This is not a process of Zaedno, or one of a newer version."))
            slug, people, tables = str(told["process"]), int(told["people"]), list(told["tables"])
            missing = frozenset(map(str, told["missing"]))
        except BROKEN as fault:
            said = _("This is not a process of Zaedno: choose the file as it was downloaded.")
            raise NotReadable(said) from fault
        return cls(opened, slug, people, tables, missing)

    @property
    def size(self) -> int:
        return sum(entry.file_size for entry in self.zip.infolist())

    def rows(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row of a table with the number of its line."""
        try:
            with self.zip.open(f"rows/{table}.jsonl") as lines:
                number = 0
                while line := lines.readline(LONGEST_LINE):
                    number += 1
                    row = json.loads(line)
                    if not isinstance(row, dict):
                        raise ValueError
                    yield number, row
        except BROKEN as fault:
            said = _("The table “%(table)s” cannot be read.") % {"table": table}
            raise NotReadable(said) from fault

    def content(self, table: str, count: int) -> bytes | None:
        """A stored file; nothing where it was gone already."""
        if f"files/{table}/{count}" in self.missing:
            return None
        try:
            return self.zip.read(f"files/{table}/{count}")
        except BROKEN as fault:
            said = _("File %(count)d of the table “%(table)s” is missing.")
            raise NotReadable(said % {"count": count, "table": table}) from fault


@dataclass
class Numbers:
    """Which number of this database stands for which count of the file."""

    by_table: dict[str, dict[int, Any]] = field(default_factory=dict)

    def of(self, table: str, count: Any) -> Any:
        """The number of a row; `KeyError` where the file has none."""
        return self.by_table.setdefault(table, {})[int(count)]

    def has(self, table: str, count: Any) -> bool:
        return int(count) in self.by_table.get(table, {})

    def keep(self, table: str, count: int, pk: Any) -> None:
        self.by_table.setdefault(table, {})[count] = pk


def place_of(table: str, line: int) -> str:
    return _("%(table)s, line %(line)d") % {"table": table, "line": line}


def values(
    model: type[models.Model], row: dict[str, Any], numbers: Numbers, place: str
) -> dict[str, Any]:
    """The columns of a row. Every value is checked as if it had been typed."""
    made: dict[str, Any] = {}
    for one in shape.fields_of(model):
        if one.name not in row:
            raise NotReadable(_("%(place)s: “%(name)s” is missing.") % _at(place, one.name))
        value = row[one.name]
        target = shape.target_of(one)
        if isinstance(one, models.FileField):
            continue
        if target and value is not None:
            if not numbers.has(target, whole(row, one.name, place)):
                said = _("%(place)s: “%(name)s” points to a row that is not there.")
                raise NotReadable(said % _at(place, one.name))
            made[one.attname] = numbers.of(target, value)
        elif value is None and not one.null:
            raise NotReadable(_("%(place)s: “%(name)s” is missing.") % _at(place, one.name))
        else:
            made[one.attname] = _checked(one, value, place)
    _turn(model, made, numbers, place)
    return made


def whole(row: dict[str, Any], name: str, place: str) -> int:
    found = row.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise NotReadable(_("%(place)s: “%(name)s” is missing.") % _at(place, name))
    return found


def _checked(one: Any, value: Any, place: str) -> Any:
    try:
        if isinstance(one, TextsField):
            return _texts(one, value)
        if isinstance(one, models.JSONField):
            return one.to_python(value)
        found = one.to_python(value)
        if found is not None and found != "":
            one.run_validators(found)
        if one.choices and found not in {code for code, _word in one.flatchoices} | {"", None}:
            raise ValidationError("")
    except (ValidationError, ValueError, TypeError) as fault:
        said = _("%(place)s: “%(name)s” holds something that does not belong there.")
        raise NotReadable(said % _at(place, one.name)) from fault
    return found


def _texts(one: TextsField, value: Any) -> Any:
    """Words by language; pages would fall over anything else."""
    if not isinstance(value, dict) or not all(isinstance(said, str) for said in value.values()):
        raise ValueError
    if any(len(said) > one.each_max for said in value.values() if one.each_max):
        raise ValueError
    return one.to_python(value)


def _turn(model: type[models.Model], made: dict[str, Any], numbers: Numbers, place: str) -> None:
    """Things named by kind and number, and keys of JSON that are numbers of another table."""
    for kind, ident in shape.pairs_of(model):
        if made[kind]:
            try:
                made[ident] = str(numbers.of(made[kind], made[ident]))
            except (KeyError, ValueError) as fault:
                said = _("%(place)s: “%(name)s” points to a row that is not there.")
                raise NotReadable(said % _at(place, ident)) from fault
    turns = {
        name: partial(_renumbered, of=partial(numbers.of, table))
        for name, table in (shape.keys_of(model) | shape.lists_of(model)).items()
    } | {
        name: partial(shape.listed, tables=tables, turn=partial(_of_here, numbers))
        for name, tables in shape.within_of(model).items()
    }
    for name, turned in turns.items():
        try:
            made[name] = turned(made[name])
        except (KeyError, ValueError, TypeError) as fault:
            said = _("%(place)s: “%(name)s” holds something that does not belong there.")
            raise NotReadable(said % _at(place, name)) from fault


def _of_here(numbers: Numbers, table: str, counts: list[Any]) -> list[Any]:
    return [count and numbers.of(table, count) for count in counts]


def _renumbered(value: Any, of: Callable[[Any], Any]) -> Any:
    """The keys of an object, or the members of a list, under their new numbers."""
    if isinstance(value, dict):
        return {str(of(key)): said for key, said in value.items()}
    return [of(count) for count in value]


def _at(place: str, name: str) -> dict[str, str]:
    return {"place": place, "name": name}
