"""One slide, and how much goes on it: it is read from the last row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.rules.minutes import Passage

BARS, LINES, ROWS = 6, 6, 10
ROW = 80  # characters of a row, as it is printed


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    share: int  # of the longest one, in percent


@dataclass(frozen=True)
class Slide:
    title: str
    lines: list[str] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    note: str = ""


def plain(passage: Passage) -> str:
    return rules.plain(passage.text, passage.figures)


def points(passage: Passage) -> list[str]:
    """The lines of a passage without their dashes."""
    return [line.removeprefix("– ") for line in plain(passage).split("\n") if line]


def pages(title: str, lines: Iterable[str], note: str = "") -> Iterator[Slide]:
    """As many slides as the lines need, each with its number where there are several."""
    sheets = list(_sheets(lines))
    for at, sheet in enumerate(sheets, start=1):
        named = f"{title} ({at}/{len(sheets)})" if len(sheets) > 1 else title
        yield Slide(named, sheet, note=note)


def _sheets(lines: Iterable[str]) -> Iterator[list[str]]:
    """A line longer than a slide is cut; its minutes are not."""
    full: list[str] = []
    rows = 0
    for line in lines:
        said = line if len(line) <= ROWS * ROW else f"{line[: ROWS * ROW - 1].rstrip()}…"
        needs = -(-len(said) // ROW)
        if full and (len(full) == LINES or rows + needs > ROWS):
            yield full
            full, rows = [], 0
        full.append(said)
        rows += needs
    if full:
        yield full


def bars(pairs: list[tuple[str, int]]) -> list[Bar]:
    most = max((value for _label, value in pairs), default=0) or 1
    return [Bar(label, value, round(100 * value / most)) for label, value in pairs]
