"""The strokes that every chart is drawn with: text, rules, the frame, the watermark."""

from __future__ import annotations

import textwrap
from decimal import ROUND_HALF_UP, Decimal
from html import escape
from zlib import crc32

from django.utils.formats import number_format

from zaedno.core.verdict import Sentence

WIDTH = 380  # on the narrowest phone the letters stay above twelve pixels
SIZE = 14
LINE = 18
CHARACTER = 0.5  # of the type size: the mean width of a Cyrillic letter of our face
INK, MUTED, PAPER, RULE = "#1B2430", "#5B6675", "#FFFFFF", "#C9CED6"
PRIMARY, PALE, ACCENT = "#0B5CAD", "#B9D3EE", "#F2B705"
FACE = "Sofia Sans, Sofia Sans Variable, Arial, sans-serif"


def picture(
    title: Sentence,
    desc: Sentence,
    height: int,
    parts: list[str],
    watermark: Sentence,
    width: int = WIDTH,
    role: str = "img",
) -> str:
    """The frame of a chart; one with links in it takes the role `group`."""
    total = height + (30 if watermark else 0)
    ident = f"c{crc32(f'{title}|{desc}'.encode()):08x}"
    body = [_watermark(str(watermark), width, height) if watermark else "", *parts]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {total}" width="{width}" '
        f'height="{total}" role="{role}" aria-labelledby="{ident}-t {ident}-d" '
        f'font-family="{FACE}" font-size="{SIZE}">'
        f'<title id="{ident}-t">{escape(str(title))}</title>'
        f'<desc id="{ident}-d">{escape(str(desc))}</desc>{"".join(body)}</svg>'
    )


def _watermark(words: str, width: int, height: int) -> str:
    """Across the picture, pale, and once more legibly under it: a cut does not remove both.

    A picture of one or two rows has no room for the first.
    """
    size = round(min(width / (len(words) * 0.62), 34), 1)
    middle = height / 2
    turn = -24 if height > width / 3 else 0
    across = (
        f'<text class="chart-watermark" x="{width / 2}" y="{middle}" text-anchor="middle" '
        f'font-size="{size}" font-weight="700" fill="{MUTED}" fill-opacity="0.16" '
        f'transform="rotate({turn} {width / 2} {middle})">{escape(words)}</text>'
    )
    return (
        f"{across if height > 100 else ''}"
        f'<rect x="0" y="{height + 6}" width="{width}" height="24" fill="{ACCENT}"/>'
        f'<text x="{width / 2}" y="{height + 23}" text-anchor="middle" font-size="13" '
        f'font-weight="700" fill="#1B2430">{escape(words)}</text>'
    )


def label(said: str, y: int, most: int, *, backed: bool = False) -> tuple[str, int]:
    lines = wrap(said, most)
    drawn = [text(0, y + 14 + i * LINE, line, backed=backed) for i, line in enumerate(lines)]
    return "".join(drawn), y + len(lines) * LINE


def wrap(said: str, most: int) -> list[str]:
    return textwrap.wrap(said, most, break_long_words=True) or [""]


def text(
    x: float,
    y: float,
    said: str,
    *,
    anchor: str = "start",
    weight: int = 400,
    muted: bool = False,
    size: int = SIZE,
    backed: bool = False,
) -> str:
    """A line of text; `backed` lays paper under it so that no grid line crosses the letters."""
    under = ""
    if backed:
        wide = round(len(said) * size * CHARACTER) + 6
        left = x - wide + 2 if anchor == "end" else x - 2
        under = (
            f'<rect class="chart-paper" x="{left}" y="{y - size}" width="{wide}" '
            f'height="{size + 4}" fill="{PAPER}"/>'
        )
    tone, look = (MUTED, "chart-muted") if muted else (INK, "chart-text")
    return (
        f'{under}<text class="{look}" x="{x}" y="{y}" fill="{tone}" font-size="{size}" '
        f'font-weight="{weight}" text-anchor="{anchor}">{escape(said)}</text>'
    )


def rule(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line class="chart-rule" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{colour}"/>'


def number(value: float | None, places: int) -> str:
    """Rounded half up, as people do; Django's own formatting cuts the digits off."""
    if value is None:
        return "–"
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(number_format(exact, decimal_pos=places))
