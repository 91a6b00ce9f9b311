"""What a process holds of this room, for carrying it elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Argument, Debate, Hiding, Line, Seat, Weight
from zaedno.platform.processes.models import Process


def holdings(viewer: Viewer, process: Process | None) -> list[QuerySet[Any]]:
    """Debates with their arguments and who weighed how much, as numbers of people."""
    city = viewer.city.pk
    mine = Debate.objects.filter(city_id=city, process=process)
    arguments = Argument.objects.filter(city_id=city, debate__in=mine)
    return [
        mine.order_by("pk"),
        Seat.objects.filter(city_id=city, debate__in=mine).order_by("pk"),
        arguments.order_by("pk"),
        Weight.objects.filter(city_id=city, argument__in=arguments).order_by("pk"),
        Line.objects.filter(city_id=city, debate__in=mine).order_by("pk"),
        Hiding.objects.filter(city_id=city, argument__in=arguments).order_by("pk"),
    ]
