"""Tables as comma-separated lines, one by one, so that a long one streams."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any


class _Line:
    """What `csv.writer` writes to: it hands each line back."""

    def write(self, line: str) -> str:
        return line


def plain(cell: Any) -> str:
    """A table program must read a text as a text, never as a formula.

    >>> plain("=1+1"), plain("-0.5"), plain(None)
    ("'=1+1", '-0.5', '')
    """
    text = "" if cell is None else str(cell)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _number(text):
        return f"'{text}"
    return text


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def lines(titles: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Begin with a byte-order mark, so that Cyrillic opens right everywhere."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow([plain(title) for title in titles])
    for row in rows:
        yield writer.writerow([plain(cell) for cell in row])
