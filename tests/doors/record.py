"""`python -m tests.doors.record ROOM [PERSONA...]`: the rows of a room as its doors answer now.

GET for every persona; POST as well where a GET is not allowed. Only rows not listed yet.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from django.test.utils import setup_test_environment  # noqa: E402 - the settings come first

from tests.doors import book  # noqa: E402
from tests.fixtures.databases import copy_sqlite, default_database  # noqa: E402
from tests.fixtures.server import demo_template  # noqa: E402


def main(room: str, personas: list[str]) -> None:
    setup_test_environment()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "zaedno.sqlite3"
        copy_sqlite(path, demo_template() / "zaedno.sqlite3")
        with default_database(NAME=str(path)):
            house = book.House()
            house.world.person("participant", house.world.other_city)
            house.walk()
            listed = {(row.name, row.persona) for row in book.rows()}
            for name in book.names():
                if room != "all" and name.split(":")[0] != room:
                    continue
                if name not in house.examples:
                    print(f"{name}: nobody finds a way there", file=sys.stderr)
                    continue
                for persona in personas or book.PERSONAS:
                    if (name, persona) not in listed:
                        method, told = ask(house, name, persona)
                        print(f"{name},{method},{persona},{told}")


def ask(house: book.House, name: str, persona: str) -> tuple[str, int]:
    told = house.answer(name, "GET", persona)
    return ("POST", house.answer(name, "POST", persona)) if told == 405 else ("GET", told)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
