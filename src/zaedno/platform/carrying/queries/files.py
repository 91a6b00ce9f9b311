"""Files of processes that are there, on their way or too old."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zaedno.core.viewer import Viewer
from zaedno.platform.carrying.models import Arrival, Packing, Work
from zaedno.platform.people.queries import person_behind, viewer_for
from zaedno.platform.processes.models import Process

Row = TypeVar("Row", bound=Work)
SHOWN = 10
UNDER_WAY = (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def packing(viewer: Viewer, process: Process) -> Packing | None:
    """The file of a process: there, being made, or why it is not."""
    rows = Packing.objects.select_related("process")
    return rows.filter(city_id=viewer.city.pk, process=process).first()


def held_packing(viewer: Viewer, process: Process) -> Packing:
    """The same row, held: who asks at the same moment waits here."""
    rows = Packing.objects.select_for_update(of=("self",)).select_related("process")
    return rows.get(city_id=viewer.city.pk, process=process)


def at_work(
    viewer: Viewer, table: type[Row], pk: int, job: str, *, hold: bool = False
) -> Row | None:
    """The row of this very job; nothing once it was asked for anew."""
    rows = table._default_manager.filter(pk=pk, job=job, state=Work.State.WAITING)
    rows = rows.select_related("city")
    return (rows.select_for_update(of=("self",)) if hold else rows).first()


def arrivals(viewer: Viewer) -> list[Arrival]:
    """What was sent in lately, the newest first."""
    rows = Arrival.objects.filter(city_id=viewer.city.pk).select_related("process")
    return list(rows.order_by("-pk")[:SHOWN])


def asking(viewer: Viewer, keys: Collection[str], lang: str) -> Viewer | None:
    """The first of those who asked that is still somebody here, with the roles held today."""
    for key in keys:
        if (person := person_behind(viewer, key)) is not None:
            return viewer_for(person, viewer.city, lang)
    return None


def stranded(viewer: Viewer, now: datetime) -> list[Packing | Arrival]:
    """Rows of all cities that wait for a job which is no longer there: its worker died thrice.

    What is done at once has none, and a moment to be done.
    """
    late = now - timedelta(minutes=10)
    found: list[Packing | Arrival] = []
    tables: tuple[QuerySet[Any], ...] = (
        Packing.objects.select_related("process", "city"),
        Arrival.objects.select_related("city"),
    )
    for rows in tables:
        waiting = list(rows.filter(state=Work.State.WAITING))
        there = DBTaskResult.objects.filter(
            pk__in=[one.job for one in waiting if not one.at_once], status__in=UNDER_WAY
        )
        jobs = {str(pk) for pk in there.values_list("pk", flat=True)}
        gone = [one for one in waiting if one.job not in jobs]
        found += [one for one in gone if not one.at_once or one.asked_at < late]
    return found


def packed_before(viewer: Viewer, moment: datetime) -> QuerySet[Packing]:
    return Packing.objects.filter(done_at__lt=moment)


def arrived_before(viewer: Viewer, moment: datetime) -> QuerySet[Arrival]:
    return Arrival.objects.filter(done_at__lt=moment)
