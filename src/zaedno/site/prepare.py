"""Before the doors open: tables, files for browsers, the demo. Long steps say how far they are."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone, translation

from zaedno.core import clock, demo, registry
from zaedno.core.deliveries import drain

DEMO_FILE = Path(__file__).resolve().parent / "demo" / "sofia-demo.yaml"


def say(line: str) -> None:
    print(line, flush=True)


class Counter:
    """Counts what `migrate` reports, so that a person sees it move."""

    def __init__(self, total: int, out: TextIO) -> None:
        self.total, self.done, self.out = total, 0, out
        self.moving = out.isatty()

    def write(self, text: str) -> None:
        if not text.startswith("  Applying"):
            return
        self.done += 1
        if self.moving:
            self.out.write(f"\r  {self.done} of {self.total}")
            if self.done == self.total:
                self.out.write("\n")
            self.out.flush()
        elif self.done % 50 == 0:
            say(f"  {self.done} of {self.total}")

    def flush(self) -> None:
        self.out.flush()

    def isatty(self) -> bool:
        return False


class Halfway(Exception):
    """The database knows some of the steps that one step replaces today, but not all of them."""


def tables() -> None:
    """Apply what is missing; nothing is touched when nothing is."""
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    refuse_halfway(executor.loader)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        return
    say(f"Preparing the database: {len(missing)} steps")
    counter: Any = Counter(len(missing), sys.stdout)
    call_command("migrate", interactive=False, verbosity=1, stdout=counter, no_color=True)


def refuse_halfway(loader: MigrationLoader) -> None:
    """Django would leave such a room's tables as they are and not say a word."""
    halfway = sorted(room for room, name in loader.replacements.keys() - loader.graph.nodes.keys())
    if halfway:
        raise Halfway(
            f"The tables of {', '.join(halfway)} are older than this version can bring up to date. "
            "Bring them there with the last version that has all the steps, then start this one."
        )


def load_demo(path: Path = DEMO_FILE, tell: Callable[[str], None] = say) -> None:
    """Read the whole file or nothing of it. Raises `demo.DemoError`, naming line and field."""
    data = demo.read(path)
    zone = ZoneInfo(str((data.get("city") or {}).get("time_zone", "Europe/Sofia")))
    with timezone.override(zone), translation.override("bg"), transaction.atomic():
        load = demo.DemoLoad(data=data, loaded_on=clock.today(), say=tell)
        for step in registry.demo_loaders():
            step(load)
    drain()  # what listeners make of it (search, editors' seats) is there from the first page on


def workers_wanted() -> int:
    return int(os.environ.get("ZAEDNO_WORKERS", str(min(os.cpu_count() or 1, 8))))
