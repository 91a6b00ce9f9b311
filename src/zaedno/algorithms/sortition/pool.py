"""Who volunteered, and what a panel has to look like.

Shapes and units
    A quota says how many people with one value of one feature a panel has: at least `lowest`, at
    most `highest`. Every value of a feature that quotas name has one. A person has an id, a value
    for each of the pool's features (in the order of `Pool.features`) and, where a limit for each
    household is wanted, the name of the household; an empty one means living alone. People are
    kept in the order of their ids and features in the order of their names, so that nothing that
    is computed from a pool depends on the order in which it was written.
Errors
    `InputFault` with the line and, for a misspelt name, the nearest known one.

>>> quotas = read_quotas("feature,value,min,max\\nAge,young,1,2\\nAge,old,1,2\\n")
>>> pool = read_pool("id,name,Age\\n7,Ana,old\\n3,Ivo,young\\n", quotas)
>>> pool.features, [(p.id, p.values) for p in pool.people]
(('Age',), [('3', ('young',)), ('7', ('old',))])
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import StringIO

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

LARGEST = 1_000_000
COLUMNS = {
    "feature": ("feature", "category"),
    "value": ("value", "name"),
    "min": ("min",),
    "max": ("max",),
}


@dataclass(frozen=True)
class Quota:
    """At least `lowest` and at most `highest` people of a panel have this value."""

    feature: str
    value: str
    lowest: int
    highest: int
    line: int = 0


@dataclass(frozen=True)
class Person:
    """One volunteer; `values` stand in the order of the pool's features."""

    id: str
    values: tuple[str, ...]
    household: str = ""


@dataclass(frozen=True)
class Pool:
    """All volunteers, in the order of their ids."""

    features: tuple[str, ...]
    people: tuple[Person, ...]

    def without(self, gone: Iterable[str]) -> Pool:
        """The pool less these people; `InputFault` when one of them is not in it."""
        out = set(gone)
        check_known(out, {p.id for p in self.people})
        return Pool(self.features, tuple(p for p in self.people if p.id not in out))


def check_known(ids: Iterable[str], known: set[str]) -> None:
    """`InputFault` for the first id, in their order, that nobody has."""
    for name in sorted(set(ids) - known):
        raise InputFault(_("There is nobody with the id “{found}” in the pool."), found=name)


def pool_of(people: Iterable[tuple[str, Mapping[str, str], str]]) -> Pool:
    """A pool from plain values: (id, {feature: value}, household or nothing).

    >>> pool_of([("b", {"Age": "old"}, ""), ("a", {"Age": "young"}, "")]).people[0].id
    'a'
    """
    rows = sorted(people, key=lambda row: row[0])
    features = tuple(sorted(rows[0][1])) if rows else ()
    return Pool(
        features,
        tuple(Person(name, tuple(v[f] for f in features), home) for name, v, home in rows),
    )


def _rows(text: str, unreadable: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells, blank lines left out; semicolons or tabs where the head has them.

    Raises `InputFault` with the sentence `unreadable` for a line that is no CSV.
    """
    head = text.split("\n", 1)[0]
    mark = max(",;\t", key=lambda sign: (head.count(sign), sign == ","))
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    line = 1
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise InputFault(unreadable, line=line) from fault


def nearest(found: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, or nothing.

    >>> nearest("Gendre", ["Age", "Gender"]), nearest("x", ["Age"])
    ('Gender', '')
    """
    folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = get_close_matches(found.casefold(), folded, n=1)
    return folded[close[0]] if close else ""


def read_quotas(text: str) -> tuple[Quota, ...]:
    """Quotas from CSV with the columns feature, value, min, max; others are left unread.

    `category` and `name` are read as `feature` and `value`, as other programs write them.
    """
    rows = _rows(text, _("Quotas, line {line}: this line cannot be read as columns."))
    line, head = next(rows, (0, [""]))
    names = [name.casefold() for name in head]
    place = {}
    for column, spellings in COLUMNS.items():
        found = [names.index(s) for s in spellings if s in names]
        if not found:
            raise InputFault(
                _("Quotas: there is no column “{column}”; needed are feature, value, min, max."),
                column=column,
            )
        place[column] = found[0]
    quotas: dict[tuple[str, str], Quota] = {}
    for line, cells in rows:
        if len(cells) != len(head):
            raise InputFault(
                _("Quotas, line {line}: {found} cells where the first line has {wanted}."),
                line=line, found=len(cells), wanted=len(head),
            )  # fmt: skip
        quota = _quota(line, {column: cells[i] for column, i in place.items()})
        first = quotas.setdefault((quota.feature, quota.value), quota)
        if first is not quota:
            raise InputFault(
                _("Quotas, line {line}: “{feature}” = “{value}” already stands in line {first}."),
                line=line, feature=quota.feature, value=quota.value, first=first.line,
            )  # fmt: skip
    if not quotas:
        raise InputFault(_("Quotas: there is not one quota in the file."))
    return tuple(quotas.values())


def _quota(line: int, cells: Mapping[str, str]) -> Quota:
    for column in ("feature", "value"):
        if not cells[column]:
            raise InputFault(
                _("Quotas, line {line}: the {column} is empty."), line=line, column=column
            )
    low, high = (_count(line, column, cells[column]) for column in ("min", "max"))
    if low > high:
        raise InputFault(
            _("Quotas, line {line}: the min {low} is above the max {high}."),
            line=line, low=low, high=high,
        )  # fmt: skip
    return Quota(cells["feature"], cells["value"], low, high, line)


def _count(line: int, column: str, found: str) -> int:
    if not (found.isascii() and found.isdigit() and len(found) <= 7 and int(found) <= LARGEST):
        raise InputFault(
            _("Quotas, line {line}: the {column} “{found}” is not a whole number of people."),
            line=line, column=column, found=found,
        )  # fmt: skip
    return int(found)


def read_pool(text: str, quotas: Sequence[Quota], id_column: str = "", household: str = "") -> Pool:
    """The pool from CSV: the id, the features that quotas name, and the household if it is asked.

    The id stands in the column `id_column`, by default `id`, else the first. All other columns
    are left unread. Raises `InputFault` for features and values that do not match the quotas.
    """
    rows = _rows(text, _("Pool, line {line}: this line cannot be read as columns."))
    _line, head = next(rows, (0, []))
    if not head:
        raise InputFault(_("Pool: the file is empty."))
    for name in head:
        if head.count(name) > 1 and name:
            raise InputFault(_("Pool: two columns are called “{column}”."), column=name)
    for quota in quotas:
        if quota.feature not in head:
            raise _unknown_feature(quota, head)
    keys = [id_column or ("id" if "id" in head else head[0]), *([household] if household else [])]
    for name in keys:
        if name not in head:
            raise InputFault(_("Pool: there is no column “{column}”."), column=name)
    features = tuple(sorted({q.feature for q in quotas}))
    people = _people(rows, head, features, keys, quotas)
    if not people:
        raise InputFault(_("Pool: there is nobody in the file."))
    return Pool(features, tuple(people[name] for name in sorted(people)))


def _people(
    rows: Iterator[tuple[int, list[str]]],
    head: list[str],
    features: tuple[str, ...],
    keys: list[str],
    quotas: Sequence[Quota],
) -> dict[str, Person]:
    known: dict[str, dict[str, None]] = {f: {} for f in features}
    for quota in quotas:
        known[quota.feature][quota.value] = None
    columns = [head.index(f) for f in features]
    places = [head.index(name) for name in keys]
    people: dict[str, Person] = {}
    first: dict[str, int] = {}
    for line, cells in rows:
        if len(cells) != len(head):
            raise InputFault(
                _("Pool, line {line}: {found} cells where the first line has {wanted}."),
                line=line, found=len(cells), wanted=len(head),
            )  # fmt: skip
        name = cells[places[0]]
        if not name:
            raise InputFault(_("Pool, line {line}: the id is empty."), line=line)
        if name in people:
            raise InputFault(
                _("Pool, line {line}: the id “{found}” already stands in line {first}."),
                line=line, found=name, first=first[name],
            )  # fmt: skip
        for feature, column in zip(features, columns, strict=True):
            if cells[column] not in known[feature]:
                raise _unknown_value(line, feature, cells[column], known[feature])
        home = cells[places[1]] if len(places) > 1 else ""
        first[name] = line
        people[name] = Person(name, tuple(cells[c] for c in columns), home)
    return people


def _unknown_feature(quota: Quota, head: Sequence[str]) -> InputFault:
    close = nearest(quota.feature, head)
    if close:
        return InputFault(
            _(
                "Quotas, line {line}: the pool has no feature “{found}”; "
                "did you mean “{nearest}”?"
            ),
            line=quota.line, found=quota.feature, nearest=close,
        )  # fmt: skip
    return InputFault(
        _("Quotas, line {line}: the pool has no feature “{found}”."),
        line=quota.line, found=quota.feature,
    )  # fmt: skip


def _unknown_value(line: int, feature: str, found: str, known: Iterable[str]) -> InputFault:
    if not found:
        return InputFault(_("Pool, line {line}: “{feature}” is empty."), line=line, feature=feature)
    close = nearest(found, known)
    if close:
        return InputFault(
            _(
                "Pool, line {line}: the quotas have no value “{found}” of “{feature}”; "
                "did you mean “{nearest}”?"
            ),
            line=line, feature=feature, found=found, nearest=close,
        )  # fmt: skip
    return InputFault(
        _("Pool, line {line}: the quotas have no value “{found}” of “{feature}”."),
        line=line, feature=feature, found=found,
    )  # fmt: skip
