"""The city's map, and in which district a place lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zaedno.algorithms.geometry import Geometry, centre, inside
from zaedno.core.viewer import Viewer
from zaedno.platform.places.models import CityMap, Outline


def city_map(viewer: Viewer) -> CityMap | None:
    return CityMap.objects.filter(city_id=viewer.city.pk).first()


def outlines(viewer: Viewer) -> list[Outline]:
    found = Outline.objects.filter(city_id=viewer.city.pk).select_related("district")
    return list(found.order_by("district__slug"))


def district_of(viewer: Viewer, place: Geometry | None) -> int | None:
    """The district in whose outline the middle of a place lies; None where no outline says so."""
    if not place:
        return None
    middle = centre(place)
    found = (one.district_id for one in outlines(viewer) if inside(one.area, middle))
    return next(found, None)


def locator(viewer: Viewer, unknown: str = "rest") -> Callable[[Geometry | None], str]:
    """For counting many places: the number of a place's district, or the word for none."""
    areas = [(str(one.district_id), one.area) for one in outlines(viewer)]

    def locate(place: Geometry | None) -> str:
        if not place:
            return unknown
        middle = centre(place)
        return next((code for code, area in areas if inside(area, middle)), unknown)

    return locate


def district_names(viewer: Viewer) -> dict[str, str]:
    """The names behind these numbers."""
    return {str(one.district_id): str(one.district.name) for one in outlines(viewer)}


def collection(viewer: Viewer) -> dict[str, Any]:
    """All outlines as GeoJSON, each with its name."""
    features = [
        {
            "type": "Feature",
            "properties": {"slug": one.district.slug, "name": str(one.district.name)},
            "geometry": one.area,
        }
        for one in outlines(viewer)
    ]
    return {"type": "FeatureCollection", "features": features}
