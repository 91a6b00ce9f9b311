"""A city's own colours: checked for contrast, mended where they fail, served as variables.

>>> round(ratio("#000000", "#ffffff"), 1)
21.0
>>> bool(check_primary("#0B5CAD"))
True
>>> check_primary("#7FB3E6").ok
False
>>> nearest_primary("#7FB3E6") != "#7FB3E6"
True
"""

from __future__ import annotations

import colorsys
import re

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny

INK = "#1B2430"
LIGHT_SURFACE, DARK_SURFACE = "#F7F5F0", "#1B222D"
DARK_PAPER = "#12171F"
TEXT = 4.5  # WCAG 2.2, 1.4.3
SHAPES = 3.0  # 1.4.11
HEX = re.compile(r"^#[0-9A-Fa-f]{6}$")


def ratio(one: str, other: str) -> float:
    """The contrast of two colours as WCAG measures it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def check_primary(colour: str) -> Verdict:
    """Links and buttons: readable on the paler of our light grounds."""
    if not HEX.match(colour):
        return deny(_("Write the colour as # and six digits, for example #0B5CAD."))
    found = ratio(colour, LIGHT_SURFACE)
    if found >= TEXT:
        return allow()
    return deny(
        _("Text in %(colour)s has a contrast of %(found).1f; 4.5 is needed. %(near)s would do.")
        % {"colour": colour, "found": found, "near": nearest_primary(colour)}
    )


def check_accent(colour: str) -> Verdict:
    """Markers and highlights: dark text must be readable on them."""
    if not HEX.match(colour):
        return deny(_("Write the colour as # and six digits, for example #F2B705."))
    found = ratio(INK, colour)
    if found >= TEXT:
        return allow()
    said = _("Dark text on %(colour)s has a contrast of %(found).1f, not 4.5. %(near)s would do.")
    return deny(said % {"colour": colour, "found": found, "near": nearest_accent(colour)})


def nearest_primary(colour: str) -> str:
    return _shifted(colour, LIGHT_SURFACE, TEXT, darker=True)


def nearest_accent(colour: str) -> str:
    return _shifted(colour, INK, TEXT, darker=False)


def for_dark(colour: str) -> str:
    """The same hue, light enough to read on the dark ground."""
    return _shifted(colour, DARK_SURFACE, TEXT + 1, darker=False)


def stylesheet(primary: str, accent: str) -> str:
    """The variables a city changes; nothing for a colour that fails its check."""
    light, dark = [], []
    if primary and check_primary(primary):
        night = for_dark(primary)
        light += [f"--primary: {primary}", f"--primary-deep: {_scaled(primary, 0.78)}"]
        dark += [f"--primary: {night}", f"--primary-deep: {_scaled(night, 1.12)}"]
    if accent and check_accent(accent):
        light.append(f"--accent: {accent}")
        dark.append(f"--accent: {accent}")
    if not light:
        return ""
    night_rule = f"@media (prefers-color-scheme: dark){{:root{{{';'.join(dark)}}}}}"
    return f"@layer tokens{{:root{{{';'.join(light)}}}{night_rule}}}\n"


def _luminance(colour: str) -> float:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in _shares(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _shifted(colour: str, ground: str, needed: float, *, darker: bool) -> str:
    """The lightness is moved in small steps, hue and saturation stay."""
    hue, light, saturation = colorsys.rgb_to_hls(
        *(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    )
    while ratio(colour, ground) < needed and 0 <= light <= 1:
        light += -0.01 if darker else 0.01
        colour = _hex(colorsys.hls_to_rgb(hue, min(max(light, 0), 1), saturation))
    return colour


def _scaled(colour: str, by: float) -> str:
    return _hex(tuple(min(share * by, 1) for share in _shares(colour)))


def _shares(colour: str) -> list[float]:
    """Red, green and blue from 0 to 1."""
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def _hex(shares: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(share * 255):02X}" for share in shares)
