"""What a process holds of this room, for carrying it elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.platform.processes.models import Process, Stage, StageChange


def holdings(viewer: Viewer, process: Process | None) -> list[QuerySet[Any]]:
    """The process, its stages and how their ends were moved."""
    chosen = [process.pk] if process else []
    mine = Process.objects.filter(city_id=viewer.city.pk, pk__in=chosen)
    stages = Stage.objects.filter(city_id=viewer.city.pk, process=process)
    changes = StageChange.objects.filter(city_id=viewer.city.pk, stage__process=process)
    return [mine, stages.order_by("position"), changes.order_by("pk")]
