"""Every door is listed, and each persona gets the answer that stands in the list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.doors import book
from tests.fixtures.databases import copy_sqlite, default_database
from tests.fixtures.server import demo_template
from tests.house.source import report
from zaedno.platform.people.models import Role


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Any]:
    data: Path = tmp_path_factory.mktemp("doors")
    with django_db_blocker.unblock():
        copy_sqlite(data / "zaedno.sqlite3", demo_template() / "zaedno.sqlite3")
        with default_database(NAME=str(data / "zaedno.sqlite3")):
            house = book.House()
            house.world.person("participant", house.world.other_city)
            house.walk()
            yield house


def test_every_address_of_ours_has_a_name_and_rows_for_the_four_personas() -> None:
    listed = {(row.name, row.persona) for row in book.rows()}
    missing = [
        f"{name}: no row for {persona}"
        for name in sorted(book.names())
        for persona in book.PERSONAS
        if (name, persona) not in listed
    ]
    assert not missing, report(missing)


def test_every_row_speaks_of_an_address_and_a_persona_that_exist() -> None:
    known = set(book.names())
    personas = {*book.PERSONAS, *Role.Name.values}
    wrong = [
        f"{row.where}: {row.name} {row.method} {row.persona} {row.answer}"
        for row in book.rows()
        if row.name not in known
        or row.persona not in personas
        or row.method not in ("GET", "POST")
        or not row.answer.isdigit()
    ]
    assert not wrong, report(wrong)


def test_every_address_can_be_reached_by_walking(house: book.House) -> None:
    lost = sorted(set(book.names()) - set(house.examples))
    assert not lost, report([f"{name}: nobody finds a way there" for name in lost])


def test_doors_answer_as_listed(house: book.House) -> None:
    wrong = []
    for row in book.rows():
        if row.name not in house.examples:
            continue
        told = house.answer(row.name, row.method, row.persona)
        if str(told) != row.answer:
            wrong.append(
                f"{row.where}: {row.method} {house.examples[row.name]} as {row.persona}: "
                f"{told}, not {row.answer}"
            )
    assert not wrong, report(wrong)
