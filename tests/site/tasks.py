"""Jobs that the tests of the server put into its queues."""

from __future__ import annotations

import os

from django.db import transaction
from django_tasks import task

from zaedno.core import live


@task()
def tell(board: str) -> int:
    with transaction.atomic():
        live.publish(board, "note", 7)
    return os.getpid()


@task(queue_name="heavy")
def tell_after_hard_work(board: str) -> int:
    with transaction.atomic():
        live.publish(board, "report", 8)
    return os.getpid()


@task(queue_name="heavy")
def die_hard() -> None:
    os._exit(9)
