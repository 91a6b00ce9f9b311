"""The library and the register through the browser's eyes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.indicators.build import defined, measured, registered
from tests.features.needs.build import proposed
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.indicators.models import Indicator, Mechanism, Point


def test_the_library_and_the_chart(world: World) -> None:
    row = defined(world)
    assert "Share of answers" in world.client().get("/en/indicators/").content.decode()
    empty = world.client().get(f"/en/indicators/{row.pk}/").content.decode()
    assert "Not measured yet." in empty
    measured(world, row, "2021-06", "48")
    html = world.client().get(f"/en/indicators/{row.pk}/").content.decode()
    assert "<svg" in html
    assert "48" in html


def test_filters_stand_in_the_address(world: World) -> None:
    defined(world, chain="catalyst", title=texts(en="Trained officers"))
    assert "Trained" in world.client().get("/en/indicators/?chain=catalyst").content.decode()
    assert "Trained" not in world.client().get("/en/indicators/?chain=activity").content.decode()


FORM = {
    "title_bg": "Дял",
    "chain": "activity",
    "unit": "percent",
    "direction": "up",
    "source": "platform",
    "target": "90",
}


def test_defined_measured_and_corrected_through_forms(world: World) -> None:
    client = world.client("coordinator")
    assert client.get("/bg/indicators/new/").status_code == 200
    assert client.post("/bg/indicators/new/", FORM).status_code == 302
    row = Indicator.objects.get()
    address = f"/bg/indicators/{row.pk}/"
    assert client.post(f"{address}edit/", {**FORM, "title_bg": "Дял нов"}).status_code == 302
    point = {"date": "2021-06", "value": "48,5"}
    assert client.post(f"{address}measure/", point).status_code == 302
    again = client.post(f"{address}measure/", point)
    assert again.status_code == 422
    made = Point.objects.get()
    correction = f"/bg/indicators/points/{made.pk}/correct/"
    assert client.get(correction).status_code == 200
    assert client.post(correction, {"value": "47"}).status_code == 422
    assert client.post(correction, {"value": "47", "reason": "Грешка"}).status_code == 302
    html = world.client().get(address).content.decode()
    assert "Дял нов" in html
    assert "Грешка" in html


def test_tied_to_a_solution_through_the_form(world: World) -> None:
    row, solution = defined(world), proposed(world)
    address = f"/en/indicators/choose/?from=needs.solution:{solution.pk}"
    client = world.client("coordinator")
    assert client.get(address).status_code == 200
    assert client.post(address, {"indicator": row.pk}).status_code == 302
    html = client.get(f"/en/needs/solutions/{solution.pk}/").content.decode()
    assert "Share of answers" in html
    assert "A performance indicator is missing" not in html


def test_mechanisms_through_forms(world: World) -> None:
    client = world.client("editor")
    form = {"title_bg": "Пункт", "started": "2021-05", "promised": "consult"}
    assert client.get("/bg/indicators/mechanisms/new/").status_code == 200
    assert client.post("/bg/indicators/mechanisms/new/", {**form, "cost": "5"}).status_code == 422
    assert client.post("/bg/indicators/mechanisms/new/", form).status_code == 302
    address = f"/bg/indicators/mechanisms/{Mechanism.objects.get().pk}/"
    use = {
        "phase": "after",
        "what_bg": "Хора",
        "date": "2021-10",
        "value": "34",
        "unit": "people",
        "source": "Дневник",
    }
    assert client.get(f"{address}use/").status_code == 200
    assert client.post(f"{address}use/", {**use, "value": "3.5"}).status_code == 422
    assert client.post(f"{address}use/", use).status_code == 302
    assert client.post(f"{address}edit/", {**form, "delivered": "involve"}).status_code == 302
    html = world.client().get(address).content.decode()
    assert "Дневник" in html
    assert "2021" in world.client().get("/bg/indicators/mechanisms/").content.decode()


def test_the_export_streams_and_is_safe(world: World) -> None:
    row = defined(world, title=texts(bg="=SUM(A1)"))
    measured(world, row, "2021-06", "48.5")
    answer = world.client().get("/bg/indicators/export.csv")
    body = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    lines = list(csv.reader(StringIO(body.lstrip("\ufeff"))))
    assert lines[1][:2] == ["K01", "'=SUM(A1)"]
    assert lines[1][7:9] == ["2021-06", "48.5"]


def test_closed_to_participants_and_other_cities(world: World) -> None:
    row, channel = defined(world), registered(world)
    assert world.client("participant").get("/bg/indicators/new/").status_code == 403
    other = world.client("coordinator", world.other_city)
    assert other.get(f"/bg/indicators/{row.pk}/").status_code == 404
    assert other.post(f"/bg/indicators/{row.pk}/measure/").status_code == 404
    assert other.get(f"/bg/indicators/mechanisms/{channel.pk}/").status_code == 404


def count(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        run()
    return len(caught)


@pytest.mark.parametrize("address", ["/bg/indicators/", "/bg/indicators/mechanisms/"])
def test_lists_ask_the_same_for_ten_and_for_many(world: World, address: str) -> None:
    client = world.client()

    def fill(many: int) -> None:
        for _number in range(many):
            measured(world, defined(world), "2021-06", "48")
            registered(world)

    fill(10)
    client.get(address)
    few = count(lambda: client.get(address))
    fill(50)
    assert count(lambda: client.get(address)) <= few
