"""Who sets the city's map, and what a map may load from elsewhere."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

SETTING = ("coordinator",)
NEEDED = ("{z}", "{x}", "{y}")
HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")


def may_set_map(viewer: Viewer) -> Verdict:
    if viewer.has(*SETTING):
        return allow()
    return forbid(_("The coordinator sets the city's map."))


def may_load(tiles: str, credit: str) -> Verdict:
    """Pictures of another house: by https, from one named host, with the credit it asks for."""
    if not tiles:
        return allow()
    if not tiles.startswith("https://") or not all(part in tiles for part in NEEDED):
        return deny(_("Write the address as https://…/{z}/{x}/{y}.png."))
    if not HOST.fullmatch(urlsplit(tiles).netloc):
        return deny(_("Write one host name; what stands in braces comes after it."))
    if not credit.strip():
        return deny(_("Say whose map it is: its owner asks to be named."))
    return allow()


def origin(tiles: str) -> str:
    """The one address pictures are allowed from."""
    parts = urlsplit(tiles)
    return f"{parts.scheme}://{parts.netloc}" if tiles else ""
