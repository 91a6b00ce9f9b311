"""Stored numbers, which of them are due, and what stands beside a process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from zaedno.core import clock
from zaedno.core.things import Aside, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.statistics.models import Statistic
from zaedno.features.statistics.queries import counting
from zaedno.features.statistics.rules import STANDS
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries.things import PROCESS


@dataclass(frozen=True)
class Numbers:
    """What a page shows. `at` is None where it was counted just now, for nobody had before."""

    data: dict[str, Any]
    at: datetime | None


def stored(viewer: Viewer) -> QuerySet[Statistic]:
    return Statistic.objects.filter(city_id=viewer.city.pk)


def numbers(viewer: Viewer, process: Process | None) -> Numbers:
    found = stored(viewer).filter(process=process).first()
    if found is None:
        return Numbers(counting.counted(viewer, process), None)
    return Numbers(found.data, found.counted_at)


def of_processes(viewer: Viewer) -> list[Statistic]:
    """The public processes with their numbers, newest first."""
    found = stored(viewer).filter(process__isnull=False)
    found = found.exclude(process__state=Process.State.DRAFT).select_related("process")
    return list(found.order_by("-process__published_at", "-process_id"))


def due(viewer: Viewer, upto: int) -> list[Process]:
    """Processes whose numbers are older than the newest deed; concluded ones once a day."""
    mine = Process.objects.filter(city_id=viewer.city.pk).exclude(state=Process.State.DRAFT)
    fresh = Q(upto__gte=upto)
    stands = Q(process__state=Process.State.CONCLUDED, counted_at__gt=clock.now() - STANDS)
    kept = stored(viewer).filter(fresh | stands, process__isnull=False).values("process")
    return list(mine.exclude(pk__in=kept).order_by("pk"))


def city_is_due(viewer: Viewer, upto: int) -> bool:
    return not stored(viewer).filter(process=None, upto__gte=upto).exists()


def asides(viewer: Viewer, thing: Thing) -> list[Aside]:
    """Beside a process: how much was said and given, and the way to all numbers."""
    if thing.kind != PROCESS:
        return []
    found = stored(viewer).filter(process_id=thing.id).exclude(process__state=Process.State.DRAFT)
    row = found.select_related("process").first()
    if row is None:
        return []
    sums = [
        sum(one["count"] for one in row.data["kinds"] if one["votes"] is votes)
        for votes in (False, True)
    ]
    facts = {"slug": row.process.slug, "said": sums[0], "given": sums[1]}  # type: ignore[union-attr]
    return [Aside("statistics/aside.html", facts, order=25)] if any(sums) else []
