"""A journal with some rows: deeds that any room could do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.world import World
from zaedno.platform.journal.actions import seal_waiting
from zaedno.platform.journal.triggers import TABLES, install
from zaedno.platform.links.actions import link


def deeds(world: World, count: int, *, start: int = 0) -> None:
    for number in range(start, start + count):
        link(
            world.ctx("coordinator"),
            source=("workshops.note", number),
            target=("needs.need", number),
            relation="grew_out_of",
        )


def sealed(world: World, *batches: int) -> None:
    """Several checkpoints: one after each batch."""
    done = 0
    for count in batches:
        deeds(world, count, start=done)
        done += count
        assert seal_waiting() == count


@contextmanager
def as_superuser() -> Iterator[None]:
    """Somebody with the database's own password: no trigger stands in the way."""
    with connection.cursor() as cursor:
        for table in TABLES:
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_kept{on}")
            cursor.execute(f"DROP TRIGGER {table}_unchanged{on}")
    yield
    install(connection)
