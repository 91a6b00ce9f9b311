"""The coordinator's page, its filters and its table; the operator's stuck deliveries."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.platform.journal.build import deeds
from tests.world import World
from zaedno.core import tables
from zaedno.core.models import Delivery, Event
from zaedno.core.verdict import Refused
from zaedno.platform.journal.actions import retry


def read(world: World, query: str = "", role: str = "coordinator") -> str:
    return world.client(role).get(f"/bg/journal/{query}").content.decode()


def test_who_in_which_role_did_what_when(world: World) -> None:
    deeds(world, 1)
    page = read(world)
    assert "Coordinator" in page
    assert "свърза нещо с онова, от което е израснало" in page
    assert '<time datetime="' in page


@pytest.mark.parametrize(
    ("role", "status"), [("", 302), ("participant", 403), ("operator", 403), ("coordinator", 200)]
)
def test_only_the_coordinator_reads_names(world: World, role: str, status: int) -> None:
    for address in ("", "table.csv", "log.jsonl"):
        assert world.client(role).get(f"/bg/journal/{address}").status_code == status


def test_another_citys_deeds_are_not_there(world: World) -> None:
    deeds(world, 1)
    event = Event.objects.get()
    page = world.client("coordinator", world.other_city).get("/bg/journal/").content.decode()
    assert f'id="e{event.pk}"' not in page


def test_filters_stand_in_the_address(world: World) -> None:
    deeds(world, 2)
    key = Event.objects.first().actor_key  # type: ignore[union-attr]
    assert read(world, "?verb=links.link").count('<tr id="e') == 2
    assert "Няма такъв ред" in read(world, "?verb=links.unlink")
    assert read(world, f"?person={key}").count('<tr id="e') == 2
    assert read(world, "?since=2100-01-01").count('<tr id="e') == 0
    assert read(world, "?until=2100-01-01&role=&since=bad").count('<tr id="e') == 2
    assert read(world, "?verb=nonsense&before=x").count('<tr id="e') == 2


def test_pages_follow_each_other_without_gaps(world: World) -> None:
    deeds(world, 60)
    ids = list(Event.objects.order_by("-pk").values_list("pk", flat=True))
    first = read(world)
    assert f"before={ids[49]}" in first
    second = read(world, f"?before={ids[49]}")
    assert second.count('<tr id="e') == 10
    assert f'id="e{ids[50]}"' in second


def test_queries_do_not_grow_with_the_rows(world: World) -> None:
    client = world.client("coordinator")
    counts = []
    for more in (5, 40):
        deeds(world, more, start=Event.objects.count())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/bg/journal/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_table_holds_every_row_and_no_formula(world: World) -> None:
    deeds(world, 3)
    answer = world.client("coordinator").get("/bg/journal/table.csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("\ufeffНомер")
    assert len(lines) == 4
    assert tables.plain("=1+1") == "'=1+1"


def stuck(world: World) -> Delivery:
    deeds(world, 1)
    event = Event.objects.get(verb="links.link")
    return Delivery.objects.create(
        event=event, handler="x.y", state="stuck", tries=5, next_at=event.at, error="OSError"
    )


def test_the_operator_gives_another_try(world: World) -> None:
    delivery = stuck(world)
    client = world.client("operator")
    assert "x.y" in client.get("/bg/journal/stuck/").content.decode()
    answer = client.post(f"/bg/journal/stuck/{delivery.pk}/retry/", {"key": "k"})
    assert answer.status_code == 302
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == ("waiting", 0)
    assert Event.objects.filter(verb="journal.retry").exists()


def test_others_do_not(world: World) -> None:
    delivery = stuck(world)
    assert world.client("participant").get("/bg/journal/stuck/").status_code == 403
    with pytest.raises(Refused):
        retry(world.ctx("coordinator"), delivery=delivery)
    elsewhere: Any = world.client("operator", world.other_city)
    assert elsewhere.post(f"/bg/journal/stuck/{delivery.pk}/retry/").status_code == 404
