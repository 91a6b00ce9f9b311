"""Sending keeps a process busy for many readers: it has one of its own."""

from __future__ import annotations

from django_tasks import task

from zaedno.core import registry


@task(queue_name="heavy")
def send_job() -> int:
    return registry.function("zaedno.features.newsletters.schedule.send")()
