"""A map on a page: `{% map_head %}` in the head, `{% place_board %}` where it stands."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from zaedno.algorithms import geometry
from zaedno.platform.places.setup import settings

register = template.Library()


@register.inclusion_tag("places/head.html", takes_context=True)
def map_head(context: Any) -> dict[str, Any]:
    """Styles, the script, and the city's settings for it."""
    return {"settings": json.dumps(settings(context["viewer"]), ensure_ascii=False)}


@register.simple_tag
def place_board() -> SafeString:
    """Where the map of a list is drawn; empty and out of the way without the script."""
    return SafeString('<div class="place-board" data-place-board hidden></div>')


@register.filter
def as_json(place: Any) -> str:
    return json.dumps(place, separators=(",", ":")) if place else ""


@register.filter
def in_numbers(place: Any) -> str:
    """A place for people without a map: latitude and longitude, corners parted by semicolons."""
    return "; ".join(geometry.written(place).splitlines())
