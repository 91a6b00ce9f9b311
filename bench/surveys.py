"""A survey of 250,000 replies: exports as streams, counting, pages of results, and memory.

    PYTHONPATH=src python -m bench.surveys [replies]

Prints seconds and the growth of memory; a survey of 2,500 replies stands beside it. Each page of
results shows every question, and nine of them by the groups of the first.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.test import Client  # noqa: E402 - settings first
from django.test.utils import setup_test_environment  # noqa: E402

from bench import memory  # noqa: E402
from tests.features.surveys.build import ask, chose, opened, page  # noqa: E402 - settings first
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.features.surveys.actions import making  # noqa: E402
from zaedno.features.surveys.actions.results import publish_result  # noqa: E402
from zaedno.features.surveys.models import Survey  # noqa: E402
from zaedno.platform.forms import exports  # noqa: E402
from zaedno.platform.forms.logic import Outline  # noqa: E402
from zaedno.platform.forms.models import Reply  # noqa: E402
from zaedno.platform.forms.queries import rows, tallies  # noqa: E402
from zaedno.platform.forms.results import groups, pairs  # noqa: E402
from zaedno.platform.forms.schedule import count_due  # noqa: E402

REPLIES, FEW = 250_000, 2_500
AT_ONCE = 2_500
TIMES = 15


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


@dataclass
class Cost:
    """What one piece of work took; of pages that are asked often, the median."""

    seconds: float
    megabytes: float


def measured(deed: Callable[[], Any], times: int = 1) -> Cost:
    spent, before = [], memory.forget_peak()
    for _one in range(times):
        begun = time.perf_counter()
        deed()
        spent.append(time.perf_counter() - begun)
    return Cost(statistics.median(spent), max(memory.peak() - before, 0))


def drained(lines: Iterator[str]) -> int:
    return sum(len(line) for line in lines)


def report(world: World, survey: Survey, outline: Outline) -> dict[str, Cost]:
    viewer, form = world.viewer("coordinator"), survey.form
    told = {
        "CSV": measured(lambda: drained(exports.csv_lines(viewer, form, outline))),  # type: ignore[arg-type]
        "JSON": measured(lambda: drained(exports.json_lines(viewer, form, outline))),  # type: ignore[arg-type]
        "counted beforehand": measured(count_due),
        "closed": measured(lambda: making.close(world.ctx("coordinator"), survey=survey)),
    }
    crossed = published(world, survey, outline)
    desk, results = (f"/bg/surveys/{survey.slug}/results/{more}" for more in ("all/", ""))
    staff, reader = world.client("coordinator"), world.client()
    told["page of staff"] = page_time(staff, desk)
    told["page of staff by groups"] = page_time(staff, f"{desk}?by={crossed}")
    told["public results"] = page_time(reader, results)
    return told


def published(world: World, survey: Survey, outline: Outline) -> str:
    """Every result, and every table by the groups of one question; the code of that question."""
    questions = list(outline.questions())
    group = next(one for one in questions if groups(one))
    for one in questions:
        publish_result(world.ctx("coordinator"), survey=survey, question=one)
    for one, by in pairs(questions, tallies.MOST_GROUPS):
        if by == group:
            publish_result(world.ctx("coordinator"), survey=survey, question=one, by=by)
    return outline.codes[group.pk]


def page_time(client: Client, address: str) -> Cost:
    client.get(address)  # loads what only the first page of a process loads

    def get() -> None:
        assert client.get(address).status_code == 200

    return measured(get, TIMES)


def of_size(count: int) -> dict[str, Cost]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zaedno.sqlite3"
        copy_sqlite(path)
        with default_database(NAME=str(path)):
            world = World()
            survey, outline = made(world)
            fill(survey, outline, count)
            return report(world, survey, outline)


def main(count: int) -> None:
    setup_test_environment()
    of_size(FEW)
    few, many = of_size(FEW), of_size(count)
    print(f"{'':<26}{FEW:>9,} replies{count:>20,} replies{'ratio':>8}{'MB at the most':>24}")
    for name, cost in many.items():
        print(
            f"{name:<26}{few[name].seconds:>15.3f} s{cost.seconds:>26.3f} s"
            f"{cost.seconds / few[name].seconds:>8.2f}"
            f"{few[name].megabytes:>14.1f}{cost.megabytes:>10.1f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLIES)
