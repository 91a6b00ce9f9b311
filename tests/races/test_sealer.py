"""Several sealers and many writers at once, on a real PostgreSQL."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.platform.journal.build import deeds
from tests.world import World
from zaedno.core.models import FORGOTTEN, Event
from zaedno.platform.journal import verify
from zaedno.platform.journal.actions import seal_waiting
from zaedno.platform.journal.models import Checkpoint

WRITERS, SEALERS, EACH = 4, 3, 25


def test_every_deed_is_sealed_once(
    postgres: str, world: World, settings: Any, tmp_path: Path
) -> None:
    """A row that commits late with a small id is sealed too: nobody asks for "id > last"."""
    settings.DATA = tmp_path
    world.person("coordinator")
    together = threading.Barrier(WRITERS + SEALERS)
    ended, failures = threading.Event(), []

    def write(number: int) -> None:
        together.wait()
        deeds(world, EACH, start=number * 1000)

    def seal() -> None:
        together.wait()
        while not ended.is_set():
            seal_waiting()

    def guarded(run: Any, *args: int) -> None:
        try:
            run(*args)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    writers = [threading.Thread(target=guarded, args=(write, n)) for n in range(WRITERS)]
    sealers = [threading.Thread(target=guarded, args=(seal,)) for _n in range(SEALERS)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    ended.set()
    for thread in sealers:
        thread.join()
    seal_waiting()
    assert not failures
    places = list(Event.objects.order_by("seal").values_list("seal", flat=True))
    assert places == list(range(len(places)))
    assert Checkpoint.objects.order_by("-size").first().size == len(places)  # type: ignore[union-attr]
    assert verify.examine().problems == []


def test_postgresql_refuses_to_rewrite_too(
    postgres: str, world: World, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    deeds(world, 1)
    seal_waiting()
    for change in ({"verb": "x"}, {"facts": {"a": 1}}, {"seal": 99}, {"salt": ""}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Checkpoint.objects.all().delete()
    Event.objects.update(**FORGOTTEN)
    assert verify.examine().problems == []
