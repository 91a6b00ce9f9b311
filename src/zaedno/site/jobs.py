"""What runs beside the pages: the queue, heavy work in a child process, the schedule.

One thread works the queues `default` and `cms`. Work that keeps a processor busy waits in `heavy`
and runs in a child process, so that pages do not wait for it; what the child publishes to open
pages comes back through its standard output.
"""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import close_old_connections, connection
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from zaedno.core import jobs, registry
from zaedno.site.locks import Advisory, alive

log = logging.getLogger("zaedno.jobs")

LIGHT = ["default", "cms"]
HEAVY = "heavy"
INTERVAL = 0.2
TRIES = 3
DAY = 24 * 3600


def new_worker_id() -> str:
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{uuid4().hex[:12]}"


class QueueWorker(Worker):
    """The library's worker without its own signal handling."""

    def __init__(self, queues: list[str], worker_id: str, *, batch: bool = False) -> None:
        super().__init__(
            queue_names=queues,
            excluded_queue_names=[],
            interval=0 if batch else INTERVAL,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
        )


@dataclass
class Beside:
    """The threads beside the pages, or of a worker process of its own."""

    on_message: Callable[[str], None] | None = None
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)
    worker_id: str = field(default_factory=new_worker_id)
    worker: QueueWorker | None = None
    child: subprocess.Popen[str] | None = None
    presence: Advisory | None = None

    def start(self) -> None:
        self.presence = Advisory.take(self.worker_id)
        put_back()
        for run in (self.work, self.work_heavy, self.keep_schedule):
            thread = threading.Thread(target=self.keep_on, args=(run,), name=run.__name__)
            thread.daemon = True
            thread.start()
            self.threads.append(thread)

    def stop(self, patience: float = 1.5) -> None:
        self.stopping.set()
        if self.worker is not None:
            self.worker.running = False
        if self.child is not None:
            with suppress(ProcessLookupError):
                self.child.terminate()
        until = monotonic() + patience
        for thread in self.threads:
            thread.join(max(0.0, until - monotonic()))

    def keep_on(self, run: Callable[[], None]) -> None:
        """A database that is away for a while must not end a thread for good."""
        while not self.stopping.is_set():
            try:
                run()
            except Exception:
                log.exception("%s stumbled and begins again", run.__name__)
                close_old_connections()
                self.stopping.wait(2)
        connection.close()

    @property
    def healthy(self) -> bool:
        return all(thread.is_alive() for thread in self.threads)

    def work(self) -> None:
        self.worker = QueueWorker(LIGHT, self.worker_id)
        if not self.stopping.is_set():
            self.worker.run()

    def work_heavy(self) -> None:
        while not self.stopping.wait(INTERVAL):
            close_old_connections()
            if DBTaskResult.objects.ready().filter(queue_name=HEAVY).exists():
                self.run_child()

    def run_child(self) -> None:
        """One child for all the heavy work that waits; what a killed child left is put back."""
        name = new_worker_id()
        presence = Advisory.take(name)
        command = [sys.executable, "-m", "zaedno", "heavy", name]
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
        with self.child as child:
            for line in child.stdout or ():
                if line.startswith("{") and self.on_message is not None:
                    self.on_message(line.strip())
        code = child.returncode
        self.child = None
        if presence is not None:
            presence.release()
        if code and not self.stopping.is_set():
            log.error("heavy work ended with %d", code)
            put_back(only=name)

    def keep_schedule(self) -> None:
        with Advisory.wait("zaedno.schedule", self.stopping) as mine:
            if mine is not None:
                Schedule(self.stopping).run(mine)


def put_back(only: str = "") -> int:
    """Rows that a dead worker left running go back into the queue; after three tries they fail."""
    done = 0
    for row in DBTaskResult.objects.running():
        worker = row.worker_ids[-1] if row.worker_ids else ""
        if (only and worker != only) or (not only and alive(worker)):
            continue
        if len(row.worker_ids) >= TRIES:
            row.set_failed(RuntimeError("its worker died three times"))
        else:
            row.status = TaskResultStatus.READY
            row.save(update_fields=["status"])
        done += 1
    return done


@dataclass
class Due:
    name: str
    every: float
    run: Callable[[], Any]
    at: float


HOUSE_WORK: tuple[tuple[str, float, Callable[[], Any]], ...] = (
    ("deliveries", 5, jobs.wake_if_due),
    ("dead workers", 60, put_back),
    ("old results", DAY, lambda: call_command("prune_db_task_results", verbosity=0)),
    ("old sessions", DAY, lambda: call_command("clearsessions", verbosity=0)),
)


class Schedule:
    """What the system does by itself, each in its own rhythm; one failing does not stop others."""

    def __init__(self, stopping: threading.Event) -> None:
        self.stopping = stopping
        start = monotonic() + 1
        rooms = [(job.name, float(job.every), run) for job, run in registry.scheduled()]
        self.due = [Due(*what, at=start) for what in (*HOUSE_WORK, *rooms)]

    def run(self, mine: Advisory) -> None:
        checked = monotonic()
        while not self.stopping.wait(0.5):
            now = monotonic()
            if now - checked > 10:
                if not mine.still_held():
                    return
                checked = now
            self.turn(now)

    def turn(self, now: float) -> None:
        for job in self.due:
            if job.at <= now and not self.stopping.is_set():
                job.at = now + job.every
                close_old_connections()
                try:
                    job.run()
                except Exception:
                    log.exception("scheduled work failed: %s", job.name)
