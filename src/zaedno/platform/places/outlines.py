"""A file with the outlines of districts: read whole, or refused with the feature that is wrong."""

from __future__ import annotations

import json
from typing import Any

from zaedno.algorithms import geometry
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop

MOST_BYTES = 1024 * 1024


def areas_of(body: bytes, known: dict[str, int]) -> dict[int, geometry.Geometry]:
    """District id -> area. `known` are the city's districts by their short names."""
    try:
        told: Any = json.loads(body.decode("utf-8-sig"))
        features = told["features"]
        named = [(one["properties"]["slug"], one["geometry"]) for one in features]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        said = gettext_noop(
            "The file is not a GeoJSON FeatureCollection whose features have a slug."
        )
        raise InputFault(said) from error
    found = {}
    for slug, shape in named:
        if slug not in known:
            raise InputFault(
                gettext_noop("The city has no district “{slug}”."), slug=str(slug)[:60]
            )
        area = geometry.checked(shape)
        if area["type"] != "Polygon":
            raise InputFault(gettext_noop("The district “{slug}” needs an area."), slug=slug)
        found[known[slug]] = area
    return found
