"""How a process was read out, for carrying it elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import Line, Placing, Source, Theme
from zaedno.platform.processes.queries.things import PROCESS


def holdings_about(viewer: Viewer, refs: list[tuple[str, str]]) -> list[QuerySet[Any]]:
    """Named after contributions and comments, to which placings and sources point."""
    city, processes = viewer.city.pk, [int(ident) for kind, ident in refs if kind == PROCESS]
    lines = Line.objects.filter(city_id=city, process__in=processes)
    return [
        Theme.objects.filter(city_id=city, process__in=processes).order_by("pk"),
        Placing.objects.filter(city_id=city, process__in=processes).order_by("pk"),
        lines.order_by("pk"),
        Source.objects.filter(city_id=city, line__in=lines).order_by("pk"),
    ]
