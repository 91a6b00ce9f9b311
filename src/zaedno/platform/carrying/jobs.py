"""The queue's part: a large process keeps a processor busy for minutes, in a child of its own."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from zaedno.core import registry


@task(queue_name="heavy", takes_context=True)
def pack_job(context: Any, pk: int) -> None:
    registry.function("zaedno.platform.carrying.actions.packing.work")(pk, _job(context))


@task(queue_name="heavy", takes_context=True)
def read_job(context: Any, pk: int) -> None:
    registry.function("zaedno.platform.carrying.actions.arriving.work")(pk, _job(context))


def _job(context: Any) -> str:
    return str(context.task_result.id)
