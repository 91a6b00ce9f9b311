"""Pictures of opinions: the map of groups, and bars of how groups voted.

Groups differ by shape as well as by colour, and sides of a vote by hatching as well as by colour.
"""

from __future__ import annotations

import math
from html import escape

import numpy as np

from zaedno.algorithms.cli.frame import _, decimal, language
from zaedno.algorithms.cli.page import picture_file
from zaedno.algorithms.opinion.mapping import OpinionMap

WIDE, HIGH, EDGE, LEGEND = 640, 480, 24, 132
LARGEST, SMALLEST = 15.0, 3.5
COLOURS = ("one", "two", "three", "four", "five")
LETTERS = {"en": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "bg": "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЮЯ"}
CORNERS = (0, 4, 3, 4, 5)  # of the shapes; 0 is a circle, the second 4 stands on its tip
TURNS = (0, 45, 0, 0, 0)
BAR_WIDE, BAR_HIGH = 104, 14
LEAST_SHOWN = 5  # votes of a group on a statement; fewer would tell of single people
NARROW = "\u00a0"  # a space at which no line breaks


def letter(group: int) -> str:
    """The name of a group, counted from 0: a letter of the alphabet of the language."""
    return LETTERS[language()][group]


def group_name(group: int) -> str:
    """The letter with its shape, for where no picture is."""
    return f"{letter(group)} {'●■▲◆⬟'[group % len(CORNERS)]}"


def shape(group: int, x: float, y: float, radius: float) -> str:
    """The mark of a group, of the area of a circle of this radius.

    >>> shape(0, 10, 20, 3)
    '<circle cx="10.0" cy="20.0" r="3.0" fill="var(--one)"/>'
    """
    kind = group % len(CORNERS)
    fill = f'fill="var(--{COLOURS[kind]})"'
    corners = CORNERS[kind]
    if not corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {fill}/>'
    turn = math.radians(TURNS[kind])
    # A polygon with n corners at distance R has the area n/2 R² sin(2 pi / n).
    reach = radius * math.sqrt(2 * math.pi / corners / math.sin(2 * math.pi / corners))
    points = (
        (x + reach * math.sin(turn + a), y - reach * math.cos(turn + a))
        for a in (2 * math.pi * c / corners for c in range(corners))
    )
    return f'<polygon points="{" ".join(f"{px:.1f},{py:.1f}" for px, py in points)}" {fill}/>'


def drawing(found: OpinionMap) -> tuple[str, tuple[int, int]]:
    """The inside of the map as SVG, and its width and height."""
    groups = found.groups
    if not len(groups.sizes):
        return "", (WIDE, HIGH)
    low, high = groups.centres.min(axis=0), groups.centres.max(axis=0)
    middle = (low + high) / 2
    room = np.array([WIDE - LEGEND - 2 * EDGE, HIGH - 2 * EDGE])
    scale = float((room / np.maximum(high - low, 1e-9)).min())
    at = (groups.centres - middle) * scale * [1, -1] + [(WIDE - LEGEND) / 2, HIGH / 2]
    zero = -middle * scale * [1, -1] + [(WIDE - LEGEND) / 2, HIGH / 2]
    axes = (
        f'<path class="axis" d="M{EDGE / 2} {zero[1]:.1f}H{WIDE - LEGEND - EDGE / 2:.1f}'
        f'M{zero[0]:.1f} {EDGE / 2}V{HIGH - EDGE / 2:.1f}"/>'
    )
    radii = np.maximum(np.sqrt(groups.sizes / groups.sizes.max()) * LARGEST, SMALLEST)
    dots = "".join(
        shape(int(groups.base_groups[b]), float(at[b, 0]), float(at[b, 1]), float(radii[b]))
        for b in np.argsort(-groups.sizes, kind="stable")
    )
    marks = f'<g fill-opacity=".82" stroke="var(--paper)">{dots}</g>'
    return axes + marks + _legend(found), (WIDE, HIGH)


def _legend(found: OpinionMap) -> str:
    lines = []
    for group, people in enumerate(found.groups.members):
        y = EDGE + 10 + group * 28
        told = escape(f"{letter(group)}: {decimal(people)}")
        mark = shape(group, WIDE - LEGEND + 14, y - 5, 8)
        lines.append(f'{mark}<text x="{WIDE - LEGEND + 32}" y="{y}">{told}</text>')
    return "".join(lines)


def standalone(found: OpinionMap) -> str:
    """The map as a file of its own."""
    return picture_file(map_name(), *drawing(found))


def map_name() -> str:
    """What the map shows, for those who do not see it."""
    return _("Map of opinions: people who voted alike are close together")


HATCH = (
    '<svg width="0" height="0" aria-hidden="true" style="position:absolute"><defs>'
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="5" height="5" fill="var(--two)"/>'
    '<path d="M0 0V5" stroke="var(--paper)" stroke-width="2.5"/></pattern></defs></svg>'
)


def vote_bar(agree: int, disagree: int, seen: int) -> str:
    """A bar of agreements (full), passes (empty) and disagreements (hatched), with its figures.

    A dash where fewer than five voted.
    """
    if seen < LEAST_SHOWN:
        return "–"
    yes, no = agree / seen * BAR_WIDE, disagree / seen * BAR_WIDE
    told = f"{agree / seen * 100:.0f} % / {disagree / seen * 100:.0f} %".replace(" ", NARROW)
    return (
        f'<svg viewBox="0 0 {BAR_WIDE} {BAR_HIGH}" width="{BAR_WIDE}" height="{BAR_HIGH}" '
        f'style="max-width:none" aria-hidden="true">'
        f'<rect width="{yes:.1f}" height="{BAR_HIGH}" fill="var(--one)"/>'
        f'<rect x="{BAR_WIDE - no:.1f}" width="{no:.1f}" height="{BAR_HIGH}" fill="url(#hatch)"/>'
        f'<rect x=".5" y=".5" width="{BAR_WIDE - 1}" height="{BAR_HIGH - 1}" fill="none" '
        f'stroke="var(--line)"/></svg><span>{told}</span>'
    )
