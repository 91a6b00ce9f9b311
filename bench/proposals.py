"""Pages of a process with many proposals and comments, against the same pages with a thousand.

    python -m bench.proposals                      # 100,000 proposals, 1,000,000 comments, SQLite
    python -m bench.proposals --database postgres

Ten comments on each proposal in both houses; the rows are written by the database itself. Wall
clock, because PostgreSQL works in processes of its own; the rounds of both houses take turns.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

import psycopg  # noqa: E402 - the settings come first
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from tests.features.proposals.build import open_process, proposed  # noqa: E402
from tests.fixtures import postgres  # noqa: E402
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.platform.discussion.build import said  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.features.proposals.models.proposal import Proposal  # noqa: E402
from zaedno.platform.discussion.models import Comment, Thread  # noqa: E402

FEW, EACH, ROUNDS, TIMES = 1_000, 10, 3, 15


def copies(model: type[Model], row: Model, count: int, **how: str) -> None:
    """Lay down copies of a row; `how` gives SQL for what differs, with `n` for its number."""
    own = [one for one in model._meta.concrete_fields if not one.generated]
    fields = [one for one in own if one.column != "id" or "id" in how]
    columns = ", ".join(f'"{one.column}"' for one in fields)
    values = ", ".join(how.get(one.column, f'first."{one.column}"') for one in fields)
    series = f"(SELECT generate_series(1, {count}) AS n) AS numbers"
    if connection.vendor == "sqlite":
        after = f"SELECT n + 1 FROM numbers WHERE n < {count}"  # noqa: S608 - a number of ours
        numbers = f"WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL {after})"
        series = f"({numbers} SELECT n FROM numbers) AS numbers"  # noqa: S608
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} '  # noqa: S608 - names of our own
            f'FROM {series}, "{table}" AS first WHERE first.id = {int(row.pk)}'
        )


def digits(sql: str, width: int) -> str:
    """A number as text of so many digits, in both dialects."""
    return f"SUBSTR('{'0' * width}' || ({sql}), LENGTH('{'0' * width}' || ({sql})) - {width - 1})"


def fill(count: int) -> list[str]:
    """A process with so many proposals, each with a thread; the pages to ask."""
    world = World()
    process = open_process(world)
    first = proposed(world, process)
    comment = said(world, first)
    thread = Thread.objects.get()
    receipt = f"SUBSTR({digits('n', 8)}, 1, 4) || '-' || SUBSTR({digits('n', 8)}, 5, 4)"
    copies(
        Proposal,
        first,
        count - 1,
        id=f"{first.pk} + n",
        receipt=receipt,
        title="'Предложение ' || n",
        turn="(CAST(n AS bigint) * 1103515245) % 2147483647",
        supporters="n % 97",
    )
    copies(Thread, thread, count - 1, id=f"{thread.pk} + n", ident=f"CAST({first.pk} + n AS text)")
    copies(
        Comment,
        comment,
        (count - 1) * EACH,
        id=f"{comment.pk} + n",
        receipt=receipt,
        thread_id=f"{thread.pk} + (n - 1) / {EACH} + 1",
        root=f"(n - 1) % {EACH} + 1",
        path=digits(f"(n - 1) % {EACH} + 1", 8),
        voice=f"(n - 1) % {EACH} + 1",
    )
    Thread.objects.filter(pk__gt=thread.pk).update(comments=EACH, voices=EACH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    address = f"/bg/proposals/{process.slug}/"
    middle = Proposal.objects.get(pk=first.pk + count // 2)
    return [
        address,
        f"{address}?sort=new",
        f"{address}?sort=support",
        f"{address}?outcome=waiting",
        middle.get_absolute_url(),
    ]


NAMES = ("list, drawn order", "list, newest", "list, most supported", "list, filtered", "detail")


def milliseconds(path: str) -> tuple[float, float]:
    """The least and the median of several."""
    browser, spent = Client(SERVER_NAME="sofia.localhost"), []
    for _ in range(TIMES):
        began = perf_counter()
        assert browser.get(path).status_code == 200
        spent.append((perf_counter() - began) * 1000)
    return min(spent), statistics.median(spent)


@contextmanager
def houses(database: str, counts: tuple[int, int]) -> Iterator[dict[int, dict[str, Any]]]:
    """The settings of two databases of the same kind, removed afterwards."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            paths = {count: Path(folder) / f"{count}.sqlite3" for count in counts}
            for path in paths.values():
                copy_sqlite(path)
            yield {count: {"NAME": str(path)} for count, path in paths.items()}
        return
    url = postgres.server_url()
    try:
        for count in counts:
            with psycopg.connect(url, autocommit=True) as server:
                server.execute(
                    f"CREATE DATABASE bench_{count} TEMPLATE template_zaedno"  # type: ignore[arg-type]
                )
        yield {c: dict(postgres.django_settings(url, f"bench_{c}")) for c in counts}
    finally:
        postgres.end_run()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=100_000)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    asked = parser.parse_args()
    many = asked.proposals
    setup_test_environment()
    with houses(asked.database, (FEW, many)) as found:
        pages = {}
        for count, place in found.items():
            with default_database(**place):
                pages[count] = fill(count)
        for at, name in enumerate(NAMES):
            for number in range(ROUNDS):
                told = {}
                for count, place in found.items():
                    with default_database(**place):
                        told[count] = milliseconds(pages[count][at])
                best, middle = (told[many][i] / told[FEW][i] for i in (0, 1))
                print(
                    f"{asked.database:<9}{name:<22} round {number + 1}: {many} / {FEW} = "
                    f"{middle:.2f} (least {best:.2f}; medians {told[many][1]:.1f} ms, "
                    f"{told[FEW][1]:.1f} ms)",
                    flush=True,
                )


if __name__ == "__main__":
    main()
