"""Who shapes a city's part of the house."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer

COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
CONTRAST = 4.5  # WCAG 2.2, 1.4.3: white text on the city's colour


def may_found(viewer: Viewer) -> Verdict:
    if viewer.has("operator"):
        return allow()
    return forbid(_("Only an operator founds programmes and cities."))


def may_move(state: str, to: str) -> Verdict:
    """draft > live > archived."""
    if (state, to) in {("draft", "live"), ("live", "archived")}:
        return allow()
    return deny(_("A city goes from draft to live and from live to the archive."))


def may_set_city(viewer: Viewer) -> Verdict:
    if viewer.has("coordinator"):
        return allow()
    return forbid(_("Only a coordinator changes the city's settings."))


def may_set_face(viewer: Viewer, primary: str, accent: str) -> Verdict:
    return first_refusal(may_set_city(viewer), *(colour_fits(c) for c in (primary, accent) if c))


def colour_fits(colour: str) -> Verdict:
    """A colour that white text can be read on."""
    if not COLOUR.match(colour):
        return deny(_("Write the colour as # and six signs, for example #005a9c."))
    if contrast_with_white(colour) < CONTRAST:
        return deny(
            _("White text cannot be read on %(colour)s. Choose a darker one.") % {"colour": colour}
        )
    return allow()


def contrast_with_white(colour: str) -> float:
    """By the formula of WCAG 2.2.

    >>> round(contrast_with_white("#000000")), contrast_with_white("#ffffff")
    (21, 1.0)
    """
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
