"""The test house itself: real databases, real commits, nothing left behind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.world import World
from zaedno.core import clock
from zaedno.platform.cities.models import City


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_committed_rows_are_gone_in_the_next_test(round_: int) -> None:
    assert City.objects.count() == 0
    assert World().city.pk


def test_postgresql_is_the_default_database(postgres: str) -> None:
    assert connection.vendor == "postgresql"
    assert World().city.pk == City.objects.get().pk


def test_a_deed_takes_its_time_from_postgresql(postgres: str) -> None:
    assert abs(clock.deed_time() - datetime.now(UTC)) < timedelta(seconds=5)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        first: Any = clock.deed_time()
        assert clock.deed_time() > first  # not the transaction's start, which would stand still
        cursor.execute("ROLLBACK")


def test_sqlite_is_back_afterwards(world: World) -> None:
    assert connection.vendor == "sqlite"
