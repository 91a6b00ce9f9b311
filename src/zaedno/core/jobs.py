"""The background queue: who asks for a drain of the deliveries."""

from __future__ import annotations

from typing import Any

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from zaedno.core import clock, registry
from zaedno.core.models import Delivery


def enqueue_once(job: Any) -> None:
    """Put the job into the queue, unless one is already waiting to begin.

    A job that has begun does not count: it may have looked before our row was there.
    """
    if not DBTaskResult.objects.ready().filter(task_path=job.module_path).exists():
        job.enqueue()


def wake() -> None:
    """Ask for one drain of the deliveries."""
    enqueue_once(drain_job)


def wake_if_due() -> None:
    """Deliveries that were put off for a later try have nobody who wakes them but the hour."""
    if Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=clock.now()).exists():
        wake()


@task()
def drain_job() -> int:
    return registry.function("zaedno.core.deliveries.drain")()
