"""The golden minutes of the demo's first workshop, in both languages.

After a wanted change: `ZAEDNO_GOLDEN=write pytest tests/features/workshops/test_demo_minutes.py`,
and read the difference aloud before it is kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.fixtures.databases import copy_sqlite, default_database
from tests.fixtures.server import demo_template

GOLDEN = Path(__file__).parent / "golden"
MOVES = re.compile(r"(?:срок|due) [^(]*20(?!21)\d\d")
ADDRESS = re.compile(r"\]\(http[^)]*\)")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Client]:
    data: Path = tmp_path_factory.mktemp("minutes")
    with django_db_blocker.unblock():
        copy_sqlite(data / "zaedno.sqlite3", demo_template() / "zaedno.sqlite3")
        with default_database(NAME=str(data / "zaedno.sqlite3")):
            yield Client(SERVER_NAME="localhost")


@pytest.mark.parametrize("lang", ["bg", "en"])
def test_golden_minutes(demo: Client, lang: str) -> None:
    url = f"/{lang}/workshops/needs-assessment-2021/minutes/files/minutes.md"
    answer = demo.get(url)
    assert answer.status_code == 200
    _head, _line, body = answer.content.decode().partition("\n## ")
    said = ADDRESS.sub("]", body)  # receipts are made anew with each loading
    # What is open today has dates that move with the day of loading; the rest is of 2021.
    said = "\n".join(line for line in said.split("\n") if not MOVES.search(line))
    kept = GOLDEN / f"minutes-{lang}.md"
    if os.environ.get("ZAEDNO_GOLDEN") == "write":
        kept.write_text(said, encoding="utf-8")
    assert said == kept.read_text(encoding="utf-8")
    assert len(ADDRESS.findall(body)) > 60  # figures lead to their rows
