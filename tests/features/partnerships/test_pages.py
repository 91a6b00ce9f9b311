"""The catalogue through the browser's eyes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.partnerships.build import described, published
from tests.world import World
from zaedno.core.fields import Texts
from zaedno.features.partnerships.models import EngagementModel


def test_drafts_are_not_in_the_catalogue(world: World) -> None:
    row = described(world)
    assert world.client().get(f"/bg/partnerships/{row.pk}/").status_code == 404
    assert "Пилот" not in world.client().get("/bg/partnerships/").content.decode()
    assert world.client("facilitator").get(f"/bg/partnerships/{row.pk}/").status_code == 200


def test_the_page_says_which_gain_is_missing(world: World) -> None:
    row = described(world, city_gains=Texts())
    client = world.client("coordinator")
    address = f"/en/partnerships/{row.pk}/"
    assert "Say what the city gains" in client.get(address).content.decode()
    answer = client.post(f"{address}publish/", follow=True)
    assert "Say what the city gains" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "draft"


def test_described_through_the_form(world: World) -> None:
    client = world.client("coordinator")
    assert client.get("/bg/partnerships/new/").status_code == 200
    form = {"title_bg": "Посланици", "influence": "involve", "effort": "2"}
    assert client.post("/bg/partnerships/new/", form).status_code == 302
    row = EngagementModel.objects.get()
    edited = {**form, "city_gains_bg": "Участие", "partner_gains_bg": "Глас"}
    assert client.get(f"/bg/partnerships/{row.pk}/edit/").status_code == 200
    client.post(f"/bg/partnerships/{row.pk}/edit/", edited)
    assert client.post(f"/bg/partnerships/{row.pk}/publish/").status_code == 302
    assert "Посланици" in world.client().get("/bg/partnerships/").content.decode()


def test_closed_to_participants_and_other_cities(world: World) -> None:
    row = published(world)
    assert world.client("participant").get("/bg/partnerships/new/").status_code == 403
    other = world.client("coordinator", world.other_city)
    assert other.get(f"/bg/partnerships/{row.pk}/").status_code == 404
    assert other.post(f"/bg/partnerships/{row.pk}/publish/").status_code == 404


def count(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        run()
    return len(caught)


def test_the_list_asks_the_same_for_ten_and_for_many(world: World) -> None:
    client = world.client()
    for _number in range(10):
        published(world)
    client.get("/bg/partnerships/")
    few = count(lambda: client.get("/bg/partnerships/"))
    for _number in range(60):
        published(world)
    assert count(lambda: client.get("/bg/partnerships/")) <= few
