"""A survey of 250,000 replies: export as a stream, counting, the page of staff, and memory.

    PYTHONPATH=src python -m bench.surveys [replies]

Prints seconds and the growth of memory; that of a survey a tenth as large stands beside it.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.test import Client  # noqa: E402 - settings first

from tests.features.surveys.build import ask, chose, opened, page  # noqa: E402 - settings first
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.core.viewer import Viewer  # noqa: E402
from zaedno.features.surveys.models import Survey  # noqa: E402
from zaedno.platform.forms import counting, exports  # noqa: E402
from zaedno.platform.forms.logic import Outline  # noqa: E402
from zaedno.platform.forms.models import Reply  # noqa: E402
from zaedno.platform.forms.queries import rows  # noqa: E402
from zaedno.platform.forms.schedule import count_due  # noqa: E402

REPLIES = 250_000
AT_ONCE = 5_000


def made(world: World) -> tuple[Survey, Outline]:
    survey, _asked = opened(world)
    last = page(world, survey, 2)
    for number in range(8):
        ask(world, last, "multiple" if number % 2 else "scale", f"Въпрос {number}?")
    return survey, rows.outline(world.viewer("coordinator"), survey.form)  # type: ignore[arg-type]


def answers(outline: Outline, draw: random.Random) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for question in outline.questions():
        if question.kind == "scale":
            told[str(question.pk)] = draw.choice([None, 1, 2, 3, 4, 5])
        elif question.kind == "short":
            told[str(question.pk)] = f"{draw.randrange(200)}"
        else:
            told[str(question.pk)] = chose(str(draw.randint(1, 2)))
    return told


def fill(survey: Survey, outline: Outline, count: int) -> None:
    draw = random.Random(7)  # noqa: S311 - the same replies each time
    for _start in range(0, count, AT_ONCE):
        Reply.objects.bulk_create(
            Reply(
                city_id=survey.city_id,
                form=survey.form,
                state=Reply.State.SENT,
                lang="bg",
                answers=answers(outline, draw),
            )
            for _reply in range(AT_ONCE)
        )


def measured(name: str, count: int, deed: Callable[[], Any]) -> None:
    tracemalloc.start()
    begun = time.perf_counter()
    deed()
    seconds = time.perf_counter() - begun
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"{name:<22}{count:>9,} replies {seconds:>8.1f} s {peak / 2**20:>8.1f} MB at the most")


def drained(lines: Iterator[str]) -> int:
    return sum(len(line) for line in lines)


def report(world: World, viewer: Viewer, survey: Survey, outline: Outline, count: int) -> None:
    form = survey.form
    measured("CSV", count, lambda: drained(exports.csv_lines(viewer, form, outline)))  # type: ignore[arg-type]
    measured("JSON", count, lambda: drained(exports.json_lines(viewer, form, outline)))  # type: ignore[arg-type]
    replies = rows.answers(viewer, form)  # type: ignore[arg-type]
    measured("counted beforehand", count, count_due)
    desk = f"/bg/surveys/{survey.slug}/results/all/"
    client = client_of_staff(world, desk)
    measured("page of staff", count, lambda: client.get(desk))
    measured("results of all", count, lambda: counting.count(outline.questions(), replies))


def client_of_staff(world: World, address: str) -> Client:
    """Signed in, with everything loaded that only the first page of a process loads."""
    client = world.client("coordinator")
    client.get(address)
    return client


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zaedno.sqlite3"
        copy_sqlite(path)
        with default_database(NAME=str(path)):
            world = World()
            survey, outline = made(world)
            viewer = world.viewer("coordinator")
            for size in (count // 10, count):
                fill(survey, outline, size - Reply.objects.count())
                report(world, viewer, survey, outline, size)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLIES)
