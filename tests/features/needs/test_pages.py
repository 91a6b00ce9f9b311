"""The register and the portfolio through the browser's eyes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.documents.build import public
from tests.features.needs.build import proposed, recorded, validated
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.report import ReportScope
from zaedno.features.needs import report
from zaedno.features.needs.models import Need, Solution


def shown(world: World, address: str, role: str = "") -> str:
    answer = world.client(role).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_no_solution_yet_is_said(world: World) -> None:
    row = validated(world)
    assert "Още няма решение" in shown(world, "/bg/needs/")
    assert "No solution yet" in shown(world, f"/en/needs/{row.pk}/")
    proposed(world, source=("needs.need", str(row.pk)))
    assert "Още няма решение" not in shown(world, "/bg/needs/")
    assert "Public status" in shown(world, f"/en/needs/{row.pk}/")


def test_filters_stand_in_the_address(world: World) -> None:
    first = validated(world, board="challenge", text=texts(en="A challenge"))
    validated(world, text=texts(en="A need"))
    proposed(world, needs=[first])
    html = shown(world, "/en/needs/?board=challenge")
    assert "A challenge" in html
    assert "A need<" not in html
    assert "A challenge" not in shown(world, "/en/needs/?solved=no")
    assert "A need" in shown(world, "/en/needs/?solved=no&board=nonsense")


def test_the_buttons_are_the_coordinators(world: World) -> None:
    row = recorded(world)
    assert "/validate/" in shown(world, f"/bg/needs/{row.pk}/", "coordinator")
    assert "/validate/" not in shown(world, f"/bg/needs/{row.pk}/", "facilitator")
    assert world.client("facilitator").post(f"/bg/needs/{row.pk}/validate/").status_code == 403
    assert world.client("coordinator").post(f"/bg/needs/{row.pk}/validate/").status_code == 302
    row.refresh_from_db()
    assert row.state == "validated"


def test_a_need_is_made_of_what_the_address_names(world: World) -> None:
    source = public(world)
    address = f"/en/needs/new/?from=documents.document:{source.pk}"
    assert "Ordinance" in shown(world, address, "coordinator")
    form = {"text_en": "Consult earlier.", "board": "need"}
    world.client("coordinator").post(address, form)
    assert "Ordinance" in shown(world, Need.objects.get().get_absolute_url())
    assert world.client("coordinator").get("/en/needs/new/?from=x.y:1").status_code == 404


def test_a_solution_is_proposed_through_the_form(world: World) -> None:
    row = validated(world)
    address = f"/en/needs/solutions/new/?from=needs.need:{row.pk}"
    form = {
        "title_en": "Public status",
        "horizon": "quick_win",
        "benefit": "5",
        "effort": "2",
        "readiness": "1",
        "steps_en": "First\nSecond",
        "goals": ["intelligent"],
        "technologies": "Maps, open data",
        "needs": [row.pk],
    }
    assert world.client("coordinator").post(address, form).status_code == 302
    made = Solution.objects.get()
    assert [step.text["en"] for step in made.steps.all()] == ["First", "Second"]
    html = shown(world, f"/en/needs/solutions/{made.pk}/")
    assert "A performance indicator is missing" in html
    assert "intelligent growth" in html
    assert "not maturity of the city" in html


def test_the_same_form_twice_is_one_need(world: World) -> None:
    client = world.client("coordinator")
    form = {"text_en": "Once.", "board": "need", "key": "k1"}
    first, again = client.post("/en/needs/new/", form), client.post("/en/needs/new/", form)
    assert first.headers["Location"] == again.headers["Location"]
    assert Need.objects.count() == 1


def test_another_citys_need_is_not_there(world: World) -> None:
    row, made = recorded(world), proposed(world)
    other = world.client("coordinator", world.other_city)
    for address in (f"/bg/needs/{row.pk}/", f"/bg/needs/solutions/{made.pk}/"):
        assert other.get(address).status_code == 404
    assert other.post(f"/bg/needs/{row.pk}/validate/").status_code == 404


@pytest.mark.parametrize("path", ["edit/", "priority/", "close/", "answer/"])
def test_the_forms_open_for_the_coordinator_only(world: World, path: str) -> None:
    row = validated(world)
    assert world.client("participant").get(f"/bg/needs/{row.pk}/{path}").status_code == 403
    assert world.client("coordinator").get(f"/bg/needs/{row.pk}/{path}").status_code == 200


def test_readiness_through_the_form(world: World) -> None:
    made = proposed(world)
    client = world.client("coordinator")
    address = f"/bg/needs/solutions/{made.pk}/readiness/"
    assert client.get(f"/bg/needs/solutions/{made.pk}/edit/").status_code == 200
    assert client.post(address, {"level": "1", "shown_by_bg": "Нищо"}).status_code == 422
    assert client.post(address, {"level": "3", "shown_by_bg": "Договор"}).status_code == 302
    made.refresh_from_db()
    assert made.readiness == 3


def test_the_report_lists_what_is_validated(world: World) -> None:
    row = validated(world)
    recorded(world, text=texts(en="Not yet validated"))
    proposed(world, needs=[row])
    scope = ReportScope(as_of=date(2021, 4, 15))
    found = {part.id: part for part in report.sections(world.viewer(lang="en"), scope=scope)}
    assert set(found) == {"needs_priorities_challenges_opportunities", "solutions_and_horizons"}
    assert "Not yet validated" not in str(found)
    assert "Public status" in str(found["needs_priorities_challenges_opportunities"])


def count(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as caught:
        run()
    return len(caught)


@pytest.mark.parametrize("address", ["/bg/needs/", "/bg/needs/solutions/"])
def test_lists_ask_the_same_for_ten_and_for_five_hundred(world: World, address: str) -> None:
    source = public(world)
    ref = ("documents.document", str(source.pk))

    def fill(many: int) -> None:
        for _number in range(many):
            row = validated(world, source=ref)
        proposed(world, needs=[row])

    client = world.client()
    for _number in range(10):
        fill(1)
    client.get(address)
    few = count(lambda: client.get(address))
    rows = list(Need.objects.all())
    pattern = {f.attname: getattr(rows[0], f.attname) for f in Need._meta.concrete_fields}
    pattern.pop("id")
    pattern.pop("receipt")
    Need.objects.bulk_create(Need(**pattern) for _number in range(490))
    fill(10)
    assert count(lambda: client.get(address)) <= few
