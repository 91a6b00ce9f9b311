"""The background queue: who asks for a drain of the deliveries."""

from __future__ import annotations

from typing import Any

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from zaedno.core import registry


def enqueue_once(job: Any) -> None:
    """Put the job into the queue, unless one is already waiting to begin.

    A job that has begun does not count: it may have looked before our row was there.
    """
    if not DBTaskResult.objects.ready().filter(task_path=job.module_path).exists():
        job.enqueue()


def wake() -> None:
    """Ask for one drain of the deliveries."""
    enqueue_once(drain_job)


@task()
def drain_job() -> int:
    return registry.function("zaedno.core.deliveries.drain")()
