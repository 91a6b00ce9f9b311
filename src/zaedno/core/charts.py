"""Charts as pure SVG: few colours, direct labels, intervals drawn, a table of the same numbers.

Every attribute is written out, so that the same picture stands alone in a printed report; the class
names beside them let a page's stylesheet take over the colours (dark mode, forced colours).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.chart_strokes import (
    INK,
    MUTED,
    PALE,
    PAPER,
    PRIMARY,
    RULE,
    WIDTH,
    label,
    number,
    picture,
    rule,
    text,
    wrap,
)
from zaedno.core.verdict import Sentence


@dataclass(frozen=True)
class Bar:
    label: Sentence
    value: float
    url: str = ""
    note: Sentence = ""
    faint: bool = False  # drawn as an outline: what is only planned or not counted


@dataclass(frozen=True)
class BarChart:
    """Bars from zero. `unit` stands after each value; `places` are its decimals."""

    title: Sentence
    bars: tuple[Bar, ...]
    desc: Sentence = ""
    caption: Sentence = ""
    unit: Sentence = ""
    places: int = 0
    watermark: Sentence = ""
    label_head: Sentence = ""
    value_head: Sentence = ""


@dataclass(frozen=True)
class Interval:
    """A score with its interval; without a score the row says so. `target` is a diamond."""

    label: Sentence
    score: float | None
    low: float | None = None
    high: float | None = None
    url: str = ""
    target: float | None = None
    note: Sentence = ""


@dataclass(frozen=True)
class IntervalChart:
    title: Sentence
    rows: tuple[Interval, ...]
    desc: Sentence = ""
    caption: Sentence = ""
    axis_low: int = 1
    axis_high: int = 5
    places: int = 1
    watermark: Sentence = ""
    label_head: Sentence = ""


@dataclass(frozen=True)
class Swot:
    """Four quadrants of short texts, in the order they are read."""

    title: Sentence
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    opportunities: tuple[str, ...]
    threats: tuple[str, ...]
    desc: Sentence = ""
    caption: Sentence = ""
    watermark: Sentence = ""

    def quadrants(self) -> list[tuple[str, tuple[str, ...]]]:
        return [
            (_("Strengths"), self.strengths),
            (_("Weaknesses"), self.weaknesses),
            (_("Opportunities"), self.opportunities),
            (_("Threats"), self.threats),
        ]


@dataclass(frozen=True)
class TableRow:
    cells: tuple[str, ...]
    url: str = ""


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[TableRow, ...]
    numeric: bool = True


def table(chart: BarChart | IntervalChart | Swot) -> Table:
    """The chart's own numbers as a table: what stands beside it and in a screen reader."""
    if isinstance(chart, BarChart):
        return _bar_table(chart)
    if isinstance(chart, IntervalChart):
        return _interval_table(chart)
    rows = tuple(TableRow((name, "; ".join(items))) for name, items in chart.quadrants())
    return Table((_("Quadrant"), _("Items")), rows, numeric=False)


def _bar_table(chart: BarChart) -> Table:
    noted = any(bar.note for bar in chart.bars)
    head = (str(chart.label_head or _("What")), str(chart.value_head or _("Value")))
    rows = []
    for bar in chart.bars:
        cells = (str(bar.label), _with_unit(chart, bar.value))
        rows.append(TableRow((*cells, str(bar.note)) if noted else cells, bar.url))
    return Table((*head, _("Note")) if noted else head, tuple(rows))


def _interval_table(chart: IntervalChart) -> Table:
    aimed = any(row.target is not None for row in chart.rows)
    head = [str(chart.label_head or _("What")), _("Score"), _("From"), _("To")]
    rows = []
    for row in chart.rows:
        cells = [
            str(row.label),
            *(number(v, chart.places) for v in (row.score, row.low, row.high)),
        ]
        if aimed:
            cells.append(number(row.target, chart.places))
        rows.append(TableRow(tuple(cells), row.url))
    return Table(tuple([*head, _("Target")] if aimed else head), tuple(rows))


def bars(chart: BarChart) -> str:
    """Horizontal bars from zero, each under its label, with its value at its end."""
    most = max((bar.value for bar in chart.bars), default=0) or 1
    room = WIDTH - 70
    parts, y = [], 4
    for bar in chart.bars:
        drawn_label, y = label(str(bar.label), y, 52)
        parts.append(drawn_label)
        length = max(round(room * bar.value / most, 1), 0)
        look = (
            f'class="chart-faint" fill="none" stroke="{PRIMARY}" stroke-width="1.5"'
            if bar.faint
            else f'class="chart-bar" fill="{PRIMARY}"'
        )
        parts.append(f'<rect x="0.75" y="{y + 4}" width="{length}" height="16" {look}/>')
        parts.append(rule(0.75, y + 1, 0.75, y + 23, INK))
        value = _with_unit(chart, bar.value)
        parts.append(text(length + 8, y + 17, value, weight=600))
        y += 34
    return picture(chart.title, chart.desc or _spoken(table(chart)), y, parts, chart.watermark)


def intervals(chart: IntervalChart) -> str:
    """Scores on one axis: a dot, its interval as a bar, the numbers in words beside the label."""
    top, parts, y = 24, [], 34
    for row in chart.rows:
        drawn, y = _interval_row(chart, row, y)
        parts.extend(drawn)
    axis = []
    for step in range(chart.axis_low, chart.axis_high + 1):
        x = _place(chart, step)
        axis.append(rule(x, top, x, y, RULE))
        axis.append(text(x, top - 8, str(step), anchor="middle", muted=True, size=12))
    desc = chart.desc or _spoken(table(chart))
    return picture(chart.title, desc, y + 4, [*axis, *parts], chart.watermark)


def _place(chart: IntervalChart, value: float) -> float:
    share = (value - chart.axis_low) / (chart.axis_high - chart.axis_low)
    return round(8 + share * (WIDTH - 16), 1)


def _interval_row(chart: IntervalChart, row: Interval, y: int) -> tuple[list[str], int]:
    said = _score_words(chart, row)
    first = y
    drawn_label, y = label(str(row.label), y, 34, backed=True)
    parts = [drawn_label, text(WIDTH, first + 14, said, anchor="end", weight=600, backed=True)]
    middle = y + 12
    if row.low is not None and row.high is not None:
        left, right = _place(chart, row.low), _place(chart, row.high)
        parts.append(
            f'<rect class="chart-interval" x="{left}" y="{middle - 5}" '
            f'width="{max(right - left, 1)}" height="10" fill="{PALE}" stroke="{PRIMARY}"/>'
        )
    if row.target is not None:
        x = _place(chart, row.target)
        parts.append(
            f'<path class="chart-target" d="M{x} {middle - 8}l7 8-7 8-7-8z" fill="{PAPER}" '
            f'stroke="{INK}" stroke-width="1.5"/>'
        )
    if row.score is not None:
        x = _place(chart, row.score)
        parts.append(f'<circle class="chart-dot" cx="{x}" cy="{middle}" r="6" fill="{INK}"/>')
    return parts, y + 32


def _score_words(chart: IntervalChart, row: Interval) -> str:
    if row.score is None:
        return str(row.note or _("no score"))
    said = number(row.score, chart.places)
    if row.low is None or row.high is None:
        return said
    return f"{said} ({number(row.low, chart.places)}–{number(row.high, chart.places)})"


def swot(chart: Swot) -> str:
    """Four quadrants, two by two, for print; pages show the same as four lists."""
    wide, gap, size, line = 640, 12, 13, 17
    box = (wide - gap) // 2
    wrapped = [(name, [wrap(item, 38) for item in items]) for name, items in chart.quadrants()]
    heights = [
        44 + sum(len(lines) * line + 6 for lines in items) if items else 64
        for _name, items in wrapped
    ]
    tall = [max(heights[0], heights[1]), max(heights[2], heights[3])]
    parts = []
    for place, (name, items) in enumerate(wrapped):
        x, y = (place % 2) * (box + gap), 0 if place < 2 else tall[0] + gap
        parts.append(
            f'<rect class="chart-box" x="{x + 0.5}" y="{y + 0.5}" width="{box - 1}" '
            f'height="{tall[place // 2] - 1}" fill="none" stroke="{MUTED}"/>'
        )
        parts.append(text(x + 14, y + 26, name, weight=650, size=15))
        at = y + 50
        for lines in items:
            parts.append(
                f'<circle class="chart-dot" cx="{x + 17}" cy="{at - 4}" r="2" fill="{INK}"/>'
            )
            for row, said in enumerate(lines):
                parts.append(text(x + 26, at + row * line, said, size=size))
            at += len(lines) * line + 6
    desc = chart.desc or _spoken(table(chart))
    return picture(chart.title, desc, sum(tall) + gap, parts, chart.watermark, wide)


def _with_unit(chart: BarChart, value: float) -> str:
    said = number(value, chart.places)
    return f"{said}\xa0{chart.unit}" if chart.unit else said


def _spoken(shown: Table) -> str:
    """The table as one text, for those who hear the picture."""
    rows = [
        ": ".join((row.cells[0], ", ".join(c for c in row.cells[1:] if c))) for row in shown.rows
    ]
    return "; ".join(rows)
