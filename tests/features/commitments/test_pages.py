"""Through HTTP: what a visitor reads, what an owner and a coordinator do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.commitments.build import confirmed, promise, report
from tests.world import World
from zaedno.features.commitments.models import Commitment
from zaedno.platform.people.models import Organisation


@pytest.fixture
def owner(world: World) -> Organisation:
    return world.organisation()


FORM = {
    "text_bg": "Да отговорим на 20 предложения",
    "measure_bg": "Отговорени предложения",
    "unit": "count",
    "baseline": "0",
    "target": "20",
    "due_day": "30",
    "due_month": "6",
    "due_year": "2027",
    "key": "k1",
}


def test_the_coordinator_writes_one_down(world: World, owner: Organisation) -> None:
    client = world.client("coordinator")
    answer = client.post("/bg/commitments/new/", {**FORM, "owner": owner.pk})
    made = Commitment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/bg/commitments/{made.pk}/"
    again = client.post("/bg/commitments/new/", {**FORM, "owner": owner.pk})
    assert again["Location"] == answer["Location"]
    assert Commitment.objects.count() == 1


def test_a_target_equal_to_the_baseline_is_explained(world: World, owner: Organisation) -> None:
    client = world.client("coordinator")
    answer = client.post("/bg/commitments/new/", {**FORM, "owner": owner.pk, "target": "0"})
    assert answer.status_code == 422
    assert "Целта съвпада с изходната стойност" in answer.content.decode()
    assert Commitment.objects.count() == 0


def test_a_visitor_can_not_write_one_down(world: World) -> None:
    assert world.client().get("/bg/commitments/new/").status_code == 302
    assert world.client("participant").get("/bg/commitments/new/").status_code == 403


def test_the_page_says_how_it_stands(world: World, owner: Organisation) -> None:
    one = confirmed(world, owner)
    report(world, one, date(2027, 3, 1), 2)
    text = world.client().get(f"/bg/commitments/{one.pk}/").content.decode()
    assert "2\xa0бр." in text
    assert "в изпълнение" in text
    english = world.client().get(f"/en/commitments/{one.pk}/").content.decode()
    assert "under way" in english


def test_another_citys_page_is_not_there(world: World, owner: Organisation) -> None:
    one = confirmed(world, owner)
    client = world.client("coordinator", world.other_city)
    assert client.get(f"/bg/commitments/{one.pk}/").status_code == 404
    assert client.post(f"/bg/commitments/{one.pk}/confirm/", {}).status_code == 404


def test_the_table_is_streamed_and_safe_for_spreadsheets(world: World, owner: Organisation) -> None:
    confirmed(world, owner, text={"bg": "=1+1"})
    body = b"".join(world.client().get("/bg/commitments/table.csv").streaming_content).decode()
    assert "'=1+1" in body


def test_the_review_groups_by_what_became_of_it(world: World, owner: Organisation) -> None:
    confirmed(world, owner)
    assert world.client().get("/bg/commitments/review/2020-1/").status_code == 200
    assert world.client().get("/bg/commitments/review/2020-3/").status_code == 404


def test_the_list_costs_the_same_for_many(world: World, owner: Organisation) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert world.client().get("/bg/commitments/").status_code == 200
        return len(seen)

    for _i in range(2):
        promise(world, owner)
    few = cost()
    _many(world, owner)
    assert cost() == few


def _many(world: World, owner: Organisation) -> Any:
    template = Commitment.objects.first()
    assert template is not None
    values = {
        f.attname: getattr(template, f.attname)
        for f in Commitment._meta.concrete_fields
        if f.name not in ("id", "receipt")
    }
    return Commitment.objects.bulk_create(Commitment(**values) for _i in range(300))
