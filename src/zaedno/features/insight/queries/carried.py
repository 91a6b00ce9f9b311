"""How a process was read out, for carrying it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import Line, Placing, Source, Theme
from zaedno.platform.processes.queries.things import PROCESS


def holdings_about(viewer: Viewer, held: Mapping[str, QuerySet[Any]]) -> list[QuerySet[Any]]:
    """Named after contributions and comments, to which placings and sources point."""
    city = viewer.city.pk
    processes: Any = held[PROCESS].order_by().values("pk") if PROCESS in held else []
    lines = Line.objects.filter(city_id=city, process__in=processes)
    return [
        Theme.objects.filter(city_id=city, process__in=processes).order_by("pk"),
        Placing.objects.filter(city_id=city, process__in=processes).order_by("pk"),
        lines.order_by("pk"),
        Source.objects.filter(city_id=city, line__in=lines).order_by("pk"),
    ]
