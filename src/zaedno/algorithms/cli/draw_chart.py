"""How chances are spread: the picture and the report of a draw."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import Any

import numpy as np

from zaedno.algorithms.cli import page
from zaedno.algorithms.cli.frame import _, decimal
from zaedno.algorithms.sortition.selection import Selection
from zaedno.algorithms.sortition.solver import Floats

WIDE, HIGH, LEFT, FOOT, TOP = 720, 260, 48, 44, 16
BANDS = 20
STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05)


def per_cent(chance: float) -> str:
    """A chance in per cent; a thousandth of a per cent or less is told as nothing.

    >>> per_cent(0.12345), per_cent(2e-9)
    ('12.35 %', '0 %')
    """
    return "0 %" if abs(chance) <= 1e-5 else f"{decimal(chance * 100, 2)} %"


def _edge(chance: float) -> str:
    """An end of a band in per cent, with no more decimals than it has."""
    told = Decimal(f"{chance * 100:g}")
    return decimal(told, max(0, -int(told.as_tuple().exponent)))


def bands(chances: Floats) -> list[tuple[float, float, int]]:
    """Chances from, to, and how many people: bands of equal width from 0 to the highest.

    A chance on a border belongs to the higher band; borders have a millionth of leeway.

    >>> bands(np.array([0.1, 0.1, 0.15]))[-2:]
    [(0.14, 0.15, 0), (0.15, 0.16, 1)]
    """
    top = float(chances.max()) + 1e-6
    step = next((s for s in STEPS if top / s <= BANDS), 0.05)
    many = math.floor(top / step) + 1
    place = np.floor((chances + 1e-6) / step).astype(int)
    counts = np.bincount(place, minlength=many)
    return [
        (round(i * step, 4), round((i + 1) * step, 4), int(count)) for i, count in enumerate(counts)
    ]


def chart(chances: Floats) -> tuple[str, tuple[int, int]]:
    """The inside of an SVG, and its width and height."""
    found = bands(chances)
    top = max(count for _low, _high, count in found)
    column = (WIDE - LEFT - 12) / len(found)
    ground = HIGH - FOOT
    drawn = [f'<path class="axis" d="M{LEFT} {ground}H{WIDE - 12}"/>']
    for i, (low, _high, count) in enumerate(found):
        x, tall = LEFT + i * column, (ground - TOP - 18) * count / top
        if count:
            drawn.append(
                f'<rect x="{x + 1:.1f}" y="{ground - tall:.1f}" width="{column - 2:.1f}" '
                f'height="{tall:.1f}" fill="var(--one)"/>'
                f'<text x="{x + column / 2:.1f}" y="{ground - tall - 5:.1f}" '
                f'text-anchor="middle">{count}</text>'
            )
        if i % max(1, math.ceil(len(found) / 10)) == 0:
            drawn.append(
                f'<text x="{x:.1f}" y="{ground + 18}" text-anchor="middle">{_edge(low)} %</text>'
            )
    label = escape(_("chance to be drawn"))
    drawn.append(f'<text x="{WIDE - 12}" y="{HIGH - 6}" text-anchor="end">{label}</text>')
    return "".join(drawn), (WIDE, HIGH)


def standalone(chances: Floats) -> str:
    """The picture as a file of its own."""
    return page.picture_file(_("How many people have which chance"), *chart(chances))


def report(
    selection: Selection, lines: Sequence[Sequence[Any]], facts: Iterable[tuple[str, str]]
) -> str:
    """The page: figures of the draw, spread of chances, quotas. Nobody's id is in it."""
    drawing, size = chart(selection.of_people)
    name = _("How many people have which chance")
    spread = [
        (f"{_edge(low)}–{_edge(high)} %", count)
        for low, high, count in bands(selection.of_people)
        if count
    ]
    head = [_("value"), _("feature"), "min", "max", _("pool"), _("on average"), _("drawn")]
    quotas = [
        [value, feature, *numbers[:3], decimal(numbers[3], 1), "–" if drawn is None else drawn]
        for feature, value, *numbers, drawn in lines
    ]
    return page.page(
        _("A draw of {size} people").format(size=selection.problem.size),
        _("Who can be on the panel and with which chance."),
        [
            page.section(_("The draw"), page.facts(facts)),
            page.section(
                _("Chances"),
                page.figure(name, drawing, size),
                page.table(name, [_("chance"), _("people")], spread, " r"),
            ),
            page.section(
                _("Quotas"), page.table(_("Quotas and the panel"), head, quotas, "  rrrrr")
            ),
        ],
    )
