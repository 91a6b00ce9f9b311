"""The background queue: who asks for a drain of the deliveries."""

from __future__ import annotations

from django_tasks import task
from django_tasks_db.models import DBTaskResult

from zaedno.core import registry


def wake() -> None:
    """Ask for one drain, unless one is already waiting to begin."""
    waiting = DBTaskResult.objects.ready().filter(task_path=drain_job.module_path)
    if not waiting.exists():
        drain_job.enqueue()


@task()
def drain_job() -> int:
    return registry.function("zaedno.core.deliveries.drain")()
