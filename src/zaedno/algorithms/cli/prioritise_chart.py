"""The picture of an order: a dot for each score, a line for its interval."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from zaedno.algorithms.cli.frame import _
from zaedno.algorithms.cli.page import picture_file
from zaedno.algorithms.pairwise import Standing

WIDE, NAMES, ROW, TOP = 720, 260, 28, 30
LONGEST = 34


def _across(share: float) -> float:
    return NAMES + share * (WIDE - NAMES - 20)


def chart(lines: Sequence[Standing]) -> tuple[str, tuple[int, int]]:
    """The inside of an SVG, and its width and height."""
    high = TOP + ROW * len(lines) + 8
    drawn = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _across(share)
        drawn.append(f'<path class="axis" d="M{x:.1f} {TOP - 6}V{high}"/>')
        drawn.append(f'<text x="{x:.1f}" y="16" text-anchor="middle">{share * 100:.0f} %</text>')
    for at, one in enumerate(lines):
        y = TOP + ROW * at + ROW / 2
        name = one.item if len(one.item) <= LONGEST else one.item[: LONGEST - 1] + "…"
        low, middle, top = (_across(share) for share in (one.low, one.score, one.high))
        fill = "none" if one.few else "var(--one)"
        drawn.append(
            f'<text x="0" y="{y + 5:.1f}">{escape(name)}</text>'
            f'<path d="M{low:.1f} {y:.1f}H{top:.1f}" stroke="var(--one)" stroke-width="2"/>'
            f'<circle cx="{middle:.1f}" cy="{y:.1f}" r="5" fill="{fill}" stroke="var(--one)" '
            f'stroke-width="2"/>'
        )
    return "".join(drawn), (WIDE, high)


def standalone(lines: Sequence[Standing]) -> str:
    """The picture as a file of its own."""
    return picture_file(_("Score of each item with its interval (95 %)"), *chart(lines))
