"""Pages of a city with many rows, against the same pages of a city with ten."""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from pathlib import Path
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.test import Client  # noqa: E402 - the settings come first
from django.test.utils import setup_test_environment  # noqa: E402

from tests.features.decisions.build import act  # noqa: E402
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.world import World  # noqa: E402

PAGES = ("/bg/", "/bg/decisions/")
FEW = 10
ROUNDS = 3
TIMES = 20


def milliseconds(browser: Client, path: str) -> float:
    """Processor time of one page, the median of several."""
    spent = []
    for _ in range(TIMES):
        began = process_time()
        assert browser.get(path).status_code == 200
        spent.append((process_time() - began) * 1000)
    return statistics.median(spent)


def fill(path: Path, rows: int) -> None:
    copy_sqlite(path)
    with default_database(NAME=str(path)):
        world = World()
        for number in range(rows):
            act(world, str(number))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1000)
    many = parser.parse_args().rows
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder:
        houses = {rows: Path(folder) / f"{rows}.sqlite3" for rows in (FEW, many)}
        for rows, path in houses.items():
            fill(path, rows)
        for page in PAGES:
            for number in range(ROUNDS):
                told = {}
                for rows, path in houses.items():
                    with default_database(NAME=str(path)):
                        told[rows] = milliseconds(Client(SERVER_NAME="sofia.localhost"), page)
                print(
                    f"{page:<18} round {number + 1}: {many} rows / {FEW} rows = "
                    f"{told[many] / told[FEW]:.2f}   ({told[many]:.1f} ms, {told[FEW]:.1f} ms)"
                )


if __name__ == "__main__":
    main()
