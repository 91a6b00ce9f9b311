"""Which count stands for which number of this database, table by table."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

PERSON = settings.AUTH_USER_MODEL.lower()


class NotCarried(Exception):
    """A row points to something that is not carried with it."""


class Numbered:
    """The rows of a table, counted from one. Numbers that rise are kept as they are, eight bytes
    each: a count is a place among them. Any others stand in a dictionary."""

    def __init__(self, keys: Iterable[Any] = ()) -> None:
        self.rising, self.others = array("q"), dict[str, int]()
        for key in keys:
            self.add(key)

    def __len__(self) -> int:
        return len(self.rising) or len(self.others)

    def add(self, key: Any) -> None:
        last = self.rising[-1] if self.rising else 0
        if isinstance(key, int) and key > last and not self.others:
            self.rising.append(key)
            return
        if self.rising:
            self.others = {str(one): at for at, one in enumerate(self.rising, 1)}
            self.rising = array("q")
        self.others.setdefault(str(key), len(self.others) + 1)

    def of(self, key: Any) -> int | None:
        if not self.rising:
            return self.others.get(str(key))
        number = int(key) if str(key).isdecimal() else 0
        at = bisect_left(self.rising, number)
        return at + 1 if at < len(self.rising) and self.rising[at] == number else None

    def without(self, gone: Collection[str]) -> Numbered:
        return Numbered(key for key in (self.rising or self.others) if str(key) not in gone)


@dataclass
class Counts:
    """`left` tells of what stays behind: rows by their table, parts of rows by table and column."""

    by_table: dict[str, Numbered] = field(default_factory=dict)
    left: Counter[str] = field(default_factory=Counter)

    def find(self, table: str, pk: Any) -> int | None:
        known = self.by_table.get(table)
        return known.of(pk) if known is not None else None

    def of(self, table: str, pk: Any) -> int:
        """The count of a carried row; whoever is a person gets the next one."""
        found = self.find(table, pk)
        if found is None and table == PERSON:
            self.by_table.setdefault(table, Numbered()).add(str(pk))
            found = len(self.by_table[table])
        if found is None:
            raise NotCarried(f"{table} {pk}")
        return found

    def number(self, table: str, pks: Iterable[Any]) -> None:
        self.by_table[table] = Numbered(pks)

    def leave(self, table: str, gone: Collection[str]) -> None:
        """Before anything is written: the rows that stay are counted anew."""
        self.by_table[table] = self.by_table[table].without(gone)
        self.left[table] += len(gone)
