"""A table to take away: names of its columns and a function that runs through its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
CHUNK = 500


@dataclass(frozen=True)
class Rows:
    """Names of columns are for machines and the same in every language."""

    columns: tuple[str, ...]
    run: Callable[[], Iterator[Row]]


def part(columns: str, run: Callable[[], Iterator[Row]]) -> Rows:
    return Rows(tuple(columns.split()), run)


def both(name: str, text: dict[str, str]) -> Row:
    """One text as two columns."""
    return {f"{name}_bg": text.get("bg", ""), f"{name}_en": text.get("en", "")}
