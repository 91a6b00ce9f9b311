"""What a page with a map needs: where it opens, its words, and leave for its pictures alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.platform.places import queries, rules


def with_map(viewer: Viewer, response: HttpResponse) -> HttpResponse:
    """Let this page load the pictures the city named, and nothing else from outside."""
    row = queries.city_map(viewer)
    if row and row.tiles:
        response._csp_update = {"img-src": [rules.origin(row.tiles)]}  # type: ignore[attr-defined]
        response["Referrer-Policy"] = "strict-origin"  # owners of pictures ask who shows them
    return response


def settings(viewer: Viewer) -> dict[str, Any]:
    """For the script: no row means that a map opens on what it shows."""
    row = queries.city_map(viewer)
    return {
        "lat": row.lat if row else 42.7,
        "lon": row.lon if row else 25.3,
        "zoom": row.zoom if row else 7,
        "tiles": row.tiles if row else "",
        "credit": row.credit if row else "",
        "outlines": reverse("places:outlines") if queries.outlines(viewer) else "",
        "words": {
            "map": _("Map"),
            "point": _("Mark a point"),
            "area": _("Draw an area"),
            "undo": _("Take the last corner back"),
            "clear": _("Take the place off"),
            "help": _(
                "Click the map, or move it with the arrow keys and press Enter: the place is "
                "where the cross stands."
            ),
            "none": _("No place is marked."),
            "one": _("One point is marked."),
            "corners": _("Corners of the area: {n}."),
            "points": _("Points of the line: {n}."),
            "zoom_in": _("Nearer"),
            "zoom_out": _("Farther"),
        },
    }
