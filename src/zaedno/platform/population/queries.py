"""The declared groups of a city, and its people beside those who took part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import City
from zaedno.platform.population.comparing import Compared, compare
from zaedno.platform.population.models import Group

Counted = Mapping[tuple[str, str], int]  # (feature, code) -> people


def groups(viewer: Viewer) -> dict[str, list[Group]]:
    """The groups of each declared feature, in their order."""
    found: dict[str, list[Group]] = {}
    for row in Group.objects.filter(city_id=viewer.city.pk).order_by("feature", "position"):
        found.setdefault(row.feature, []).append(row)
    return found


def features(viewer: Viewer) -> list[tuple[str, Any]]:
    """The features that are declared, with their names."""
    found = groups(viewer)
    return [(code, label) for code, label in Group.Feature.choices if code in found]


def held_city(viewer: Viewer) -> City:
    """The row that is held while a list of groups is replaced."""
    return City.objects.select_for_update().get(pk=viewer.city.pk)


def compared(viewer: Viewer, took_part: Counted) -> list[Compared]:
    """For each declared feature those who took part beside the population, where any are known."""
    told = []
    for feature, rows in groups(viewer).items():
        counted = [took_part.get((feature, row.code), 0) for row in rows]
        if sum(counted):
            told.append(compare(feature, rows, counted))
    return told
