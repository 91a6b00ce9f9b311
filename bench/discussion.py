"""The page of a proposal with many comments, against the same page with a thousand."""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.test import Client  # noqa: E402 - the settings come first
from django.test.utils import setup_test_environment  # noqa: E402

from bench.pages import ROUNDS, milliseconds  # noqa: E402
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.platform.discussion.build import about, said  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.platform.discussion.models import Comment, Thread  # noqa: E402

FEW = 1000
AT_ONCE = 2000


def fill(path: Path, count: int) -> list[str]:
    """A proposal with so many comments of which every third is an answer; the pages to ask."""
    copy_sqlite(path)
    with default_database(NAME=str(path)):
        world = World()
        one = about(world)
        first = said(world, one)
        Comment.objects.bulk_create(
            (_another(first, number) for number in range(2, count + 1)), batch_size=AT_ONCE
        )
        Thread.objects.update(comments=count, voices=count)
        middle = count // 60
        address = one.get_absolute_url()
        return [
            address,
            f"{address}?order=old",
            f"{address}?comments={middle}",
            f"{address}?order=old&comments={middle * 2}",
        ]


def _another(first: Comment, number: int) -> Comment:
    answer = number % 3 == 0
    root = number - 1 if answer else number
    return Comment(
        city_id=first.city_id,
        thread_id=first.thread_id,
        root=root,
        path=f"{root:08d}{number:08d}" if answer else f"{number:08d}",
        text=f"Мнение {number}",
        lang="bg",
        author=f"author-{number % 5000}",
        voice=number % 5000 + 1,
        made_at=first.made_at,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--comments", type=int, default=100_000)
    many = parser.parse_args().comments
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder:
        houses = {count: Path(folder) / f"{count}.sqlite3" for count in (FEW, many)}
        pages = {count: fill(path, count) for count, path in houses.items()}
        names = ("newest first", "oldest first", "in the middle", "at the end")
        for place, name in enumerate(names):
            for number in range(ROUNDS):
                told = {}
                for count, path in houses.items():
                    with default_database(NAME=str(path)):
                        browser = Client(SERVER_NAME="sofia.localhost")
                        told[count] = milliseconds(browser, pages[count][place])
                print(
                    f"{name:<14} round {number + 1}: {many} / {FEW} comments = "
                    f"{told[many] / told[FEW]:.2f}   ({told[many]:.1f} ms, {told[FEW]:.1f} ms)",
                    flush=True,
                )


if __name__ == "__main__":
    main()
