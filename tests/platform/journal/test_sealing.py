"""The sealer, the key, and the database's own refusal to rewrite."""

from __future__ import annotations

import re
import stat
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.platform.journal.build import deeds, sealed
from tests.world import World
from zaedno.core.models import FORGOTTEN, Event
from zaedno.platform.journal import signing
from zaedno.platform.journal.actions import seal_waiting
from zaedno.platform.journal.models import Checkpoint, Node


def test_each_deed_gets_a_place_and_the_head_is_signed(world: World) -> None:
    sealed(world, 3, 2)
    assert list(Event.objects.order_by("seal").values_list("seal", flat=True)) == [0, 1, 2, 3, 4]
    second, first = Checkpoint.objects.all()
    assert (first.size, second.size, second.previous) == (3, 5, first.root)
    said = signing.statement(
        size=second.size, root=second.root, at=second.at, previous=second.previous
    )
    assert signing.signed(second.key, said, second.signature)
    assert not signing.signed(second.key, said + b" ", second.signature)


def test_nothing_new_means_no_new_checkpoint(world: World) -> None:
    sealed(world, 2)
    assert seal_waiting() == 0
    assert Checkpoint.objects.count() == 1


def test_whole_blocks_keep_their_head(world: World) -> None:
    sealed(world, 300)
    assert Node.objects.filter(level=1).count() == 1


def test_the_key_is_made_once_and_only_the_owner_reads_it(world: World) -> None:
    first = signing.public_key()
    assert signing.public_key() == first
    assert stat.S_IMODE(signing.key_file().stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "needs.register"},
        {"actor_key": "somebody-else"},
        {"facts": {"source": "workshops.note:99"}},
        {"at": "2020-01-01T00:00Z"},
        {"salt": ""},
        {"seal": 77},
    ],
    ids=str,
)
def test_the_database_refuses_to_change_a_deed(world: World, change: dict[str, Any]) -> None:
    sealed(world, 1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(**change)


def test_the_database_refuses_to_remove(world: World) -> None:
    sealed(world, 1)
    for table in (Node, Checkpoint):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            table.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(pk__gt=0)._raw_delete("default")


def test_forgetting_a_person_is_allowed(world: World) -> None:
    sealed(world, 1)
    Event.objects.update(**FORGOTTEN)
    assert Event.objects.get().salt == ""


def test_public_pages_say_nothing_but_hashes(world: World) -> None:
    sealed(world, 3)
    client = world.client()
    answer = client.get("/bg/journal/checkpoints.json").json()
    assert answer["checkpoints"][0]["size"] == 3
    assert client.get("/bg/journal/key").content.decode().strip() == answer["key"]
    page = client.get("/bg/journal/checks/").content.decode()
    assert answer["checkpoints"][0]["root"] in page
    assert not re.search("workshops.note|Coordinator", page)


def test_a_deed_not_sealed_yet_has_no_proof(world: World) -> None:
    deeds(world, 1)
    event = Event.objects.get()
    assert world.client().get(f"/bg/journal/proof/{event.pk}.json").status_code == 404
    seal_waiting()
    assert world.client().get(f"/bg/journal/proof/{event.pk}.json").status_code == 200
    other = world.client(city=world.other_city)
    assert other.get(f"/bg/journal/proof/{event.pk}.json").status_code == 404
