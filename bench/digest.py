"""One round of digests: 50,000 readers with 200 news, beside 1,000 readers with the same news.

    PYTHONPATH=src python -m bench.digest [readers] [news]

Prints seconds and queries, each of them for one reader as a ratio, the growth of memory, and rows
of the queue or of letters that the round left (none: it is one job, whoever reads). Letters go to a
mail server that accepts everything and keeps nothing; each reader follows ten things.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.conf import settings  # noqa: E402 - settings first
from django.db import connection  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from bench import memory  # noqa: E402
from tests.features.documents.build import public  # noqa: E402
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.core import clock  # noqa: E402
from zaedno.platform.notifications.actions import passes  # noqa: E402
from zaedno.platform.notifications.models import (  # noqa: E402
    Follow,
    Heard,
    Message,
    News,
    Reader,
)
from zaedno.platform.people.models import address_hash  # noqa: E402

READERS, FEW, NEWS, THINGS, EACH = 50_000, 1_000, 200, 200, 10
KIND = "documents.document"
AT_ONCE = 5_000


def things(world: World) -> list[str]:
    return [str(public(world, title=f"№ {number}").pk) for number in range(THINGS)]


def readers(world: World, idents: list[str], count: int) -> None:
    draw = random.Random(7)  # noqa: S311 - the same readers each time
    now = clock.now()
    for start in range(0, count, AT_ONCE):
        names = [f"r{i}@example.org" for i in range(start, min(count, start + AT_ONCE))]
        made = Reader.objects.bulk_create(
            Reader(
                city=world.city,
                address=name,
                address_hash=address_hash(name),
                lang=draw.choice(("bg", "bg", "en")),
                rhythm="daily",
            )
            for name in names
        )
        Follow.objects.bulk_create(
            [
                Follow(
                    city=world.city,
                    reader=reader,
                    kind=KIND,
                    ident=ident,
                    state="active",
                    since=now,
                )
                for reader in made
                for ident in draw.sample(idents, EACH)
            ],
            batch_size=1000,
        )


def news(world: World, idents: list[str], count: int) -> None:
    draw = random.Random(8)  # noqa: S311 - the same news each time
    for _one in range(count):
        ident = draw.choice(idents)
        row = News.objects.create(
            city=world.city, kind=KIND, ident=ident, what="moved", status="public", at=clock.now()
        )
        above = draw.sample(idents, 2)
        Heard.objects.bulk_create(
            Heard(news=row, city=world.city, kind=KIND, ident=one, place=place)
            for place, one in enumerate(dict.fromkeys([ident, *above]))
        )


def measured(count: int, number: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        copy_sqlite(path)
        with default_database(NAME=str(path)):
            world = World()
            idents = things(world)
            readers(world, idents, count)
            news(world, idents, number)
            passes.begin(world.city, "daily", clock.today())
            return told(world)


def told(world: World) -> dict[str, float]:
    asked = [0]

    def counts(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked[0] += 1
        return execute(sql, params, many, context)

    jobs = DBTaskResult.objects.count()
    begun, before = time.perf_counter(), memory.forget_peak()
    with connection.execute_wrapper(counts):
        letters = passes.run_waiting(world.city)
    seconds = time.perf_counter() - begun
    return {
        "letters": letters,
        "seconds": seconds,
        "queries": asked[0],
        "jobs": DBTaskResult.objects.count() - jobs + Message.objects.count(),
        "MB": memory.peak() - before,
    }


def main(count: int = READERS, number: int = NEWS) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    measured(10, number)  # what only the first round of a process loads
    few, many = measured(FEW, number), measured(count, number)
    print(f"{'':10}{FEW:>12,} readers{count:>14,} readers    for one reader")
    for name in ("letters", "seconds", "queries"):
        ratio = (many[name] / count) / (few[name] / FEW)
        print(f"{name:10}{few[name]:>20,.1f}{many[name]:>22,.1f}{ratio:>16.2f} ×")
    for name in ("jobs", "MB"):
        print(f"{name:10}{few[name]:>20,.1f}{many[name]:>22,.1f}          in all")
    print(
        f"{count / many['seconds']:,.0f} readers a second, "
        f"{1000 * many['queries'] / count:.0f} queries for a thousand"
    )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
