"""What a process holds of this room, for carrying it elsewhere; forms carry their own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Result, Survey
from zaedno.platform.processes.models import Process


def holdings(viewer: Viewer, process: Process | None) -> list[QuerySet[Any]]:
    """Published surveys with their published results; `follows` outside of the process ends."""
    mine = Survey.objects.filter(city_id=viewer.city.pk, process=process)
    mine = mine.exclude(state=Survey.State.DRAFT).order_by("pk")
    results = Result.objects.filter(city_id=viewer.city.pk, survey__in=mine)
    return [mine, results.order_by("pk")]
