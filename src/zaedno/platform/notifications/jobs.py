"""The queue's part in sending: one job is enough, however many letters wait."""

from __future__ import annotations

from django_tasks import task

from zaedno.core import registry


@task()
def send_job() -> int:
    return registry.function("zaedno.platform.notifications.actions.send_waiting")()


@task()
def push_job() -> int:
    return registry.function("zaedno.platform.notifications.actions.devices.send_pushes")()


@task(queue_name="heavy")
def digest_job() -> int:
    """Beside the pages, in a process of its own: writing for fifty thousand keeps one busy."""
    return registry.function("zaedno.platform.notifications.schedule.digest")()
