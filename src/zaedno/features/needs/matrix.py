"""Benefit against effort as a picture: where the quick wins lie. Pure: points in, SVG out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from zaedno.core.chart_strokes import PAPER, PRIMARY, RULE, picture, rule, text
from zaedno.core.verdict import Sentence

LEFT, TOP, CELL, WIDE = 34, 8, 62, 76


@dataclass(frozen=True)
class Point:
    number: int
    label: str
    benefit: int
    effort: int
    url: str = ""


def quadrant(benefit: int, effort: int) -> Sentence:
    """What a solution is by its two ratings: the middle (3) counts as little effort, much benefit.

    >>> str(quadrant(5, 2)) == str(_("much benefit, little effort"))
    True
    """
    if benefit >= 3:
        return _("much benefit, little effort") if effort <= 3 else _("much benefit, much effort")
    return _("little benefit, little effort") if effort <= 3 else _("little benefit, much effort")


def draw(points: Sequence[Point], *, watermark: Sentence = "") -> str:
    """Effort to the right, benefit upwards; points in one cell stand side by side, numbered."""
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        cells[point.effort, point.benefit].append(point)
    parts = [_grid()]
    for (effort, benefit), here in sorted(cells.items()):
        parts += [
            _dot(point, effort, benefit, place, len(here)) for place, point in enumerate(here)
        ]
    desc = "; ".join(
        _("%(number)d %(label)s: benefit %(benefit)d, effort %(effort)d")
        % {"number": p.number, "label": p.label, "benefit": p.benefit, "effort": p.effort}
        for p in points
    )
    height, width = TOP + 5 * CELL + 46, LEFT + 5 * WIDE + 8
    return picture(_("Benefit and effort"), desc, height, parts, watermark, width, role="group")


def _grid() -> str:
    bottom, right = TOP + 5 * CELL, LEFT + 5 * WIDE
    lines = [rule(LEFT, TOP + i * CELL, right, TOP + i * CELL, RULE) for i in range(6)] + [
        rule(LEFT + i * WIDE, TOP, LEFT + i * WIDE, bottom, RULE) for i in range(6)
    ]
    numbers = [
        text(LEFT - 10, TOP + (5 - i) * CELL - CELL / 2 + 5, str(i + 1), anchor="end", muted=True)
        for i in range(5)
    ] + [
        text(LEFT + i * WIDE + WIDE / 2, bottom + 18, str(i + 1), anchor="middle", muted=True)
        for i in range(5)
    ]
    names = text(right, bottom + 38, _("effort →"), anchor="end") + text(
        0, bottom + 38, _("↑ benefit")
    )
    return "".join(lines + numbers) + names


def _dot(point: Point, effort: int, benefit: int, place: int, many: int) -> str:
    step = min(28, (WIDE - 26) / max(many - 1, 1))
    x = LEFT + (effort - 1) * WIDE + WIDE / 2 + (place - (many - 1) / 2) * step
    y = TOP + (5 - benefit) * CELL + CELL / 2
    drawn = (
        f'<circle class="chart-dot" cx="{x:.1f}" cy="{y:.1f}" r="13" fill="{PRIMARY}" '
        f'stroke="{PAPER}" stroke-width="2"/>'
        f'<text class="chart-dot__number" x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" '
        f'font-size="13" font-weight="700" fill="{PAPER}">{point.number}</text>'
    )
    title = f"<title>{escape(point.label)}</title>"
    if point.url:
        return f'<a href="{escape(point.url)}">{title}{drawn}</a>'
    return f"<g>{title}{drawn}</g>"


__all__ = ["Point", "draw", "quadrant"]
