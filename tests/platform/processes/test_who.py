"""A rule for each verb of a stage: one line for all, rows for verbs apart, one sentence to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.platform.processes.build import READY, planned
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import District
from zaedno.platform.identity.rules import Standing
from zaedno.platform.processes import actions, rules
from zaedno.platform.processes.models import Process, Stage
from zaedno.platform.processes.queries import rows

FAR = {"slug": "far", "name": texts(bg="Далечен", en="Far")}


@pytest.fixture(autouse=True)
def on_the_citys_clock(world: World) -> Iterator[None]:
    """Days that are typed are days of the city."""
    with timezone.override(ZoneInfo(world.city.time_zone)):
        yield


def sent(world: World, row: Process, **more: Any) -> dict[str, Any]:
    """The page of stages as it is drawn, with what is typed over it."""
    told: dict[str, Any] = {"key": f"stages-{len(more)}-{row.pk}"}
    for stage in rows.stages(world.viewer("coordinator"), row.pk):
        name = f"stage{stage.position}"
        told[f"{name}-title_bg"] = stage.title["bg"]
        told[f"{name}-opens"] = stage.first_day.isoformat()
        told[f"{name}-closes"] = stage.last_day.isoformat() if stage.last_day else ""
        told[f"{name}-who"] = next(iter(stage.who.values()), "")
    return {**told, **{name.replace("__", "-"): value for name, value in more.items()}}


def stage_of(row: Process) -> Stage:
    return Stage.objects.get(process=row, method="proposals")


def test_a_recipe_with_two_rules_shows_both_and_loses_none(world: World) -> None:
    row, client = planned(world), world.client("coordinator")
    address = f"/bg/processes/{row.slug}/stages/"
    page = client.get(address).content.decode()
    assert '<details class="stack" open>' in page, "a verb with its own rule stands open"
    client.post(address, sent(world, row, stage2__support__who="email"))
    assert stage_of(row).who == {"submit": "account", "support": "email"}


def test_one_line_sets_all_verbs_and_a_row_sets_its_own(world: World) -> None:
    row, client = planned(world), world.client("coordinator")
    address = f"/bg/processes/{row.slug}/stages/"
    client.post(address, sent(world, row, stage2__who="everybody"))
    assert stage_of(row).who == {"submit": "everybody", "support": "everybody"}
    assert '<details class="stack">' in client.get(address).content.decode()
    far = District.objects.create(city=world.city, **FAR)
    narrow = {"stage2__submit__who": "resident", "stage2__submit__only_districts": [far.pk]}
    client.post(address, sent(world, row, stage2__oldest="25", **narrow))
    stage = stage_of(row)
    assert stage.who == {"submit": "resident", "support": "everybody"}
    assert stage.only_for("submit") == {"districts": [far.pk]}
    assert stage.only_for("support") == {"oldest": 25}
    actions.tick(world.ctx("coordinator"), process=row, ready=READY)
    actions.publish(world.ctx("coordinator"), process=row)
    page = world.client().get(row.get_absolute_url()).content.decode()
    assert "<li>Предлага: удостоверени жители, само от Далечен.</li>" in page
    assert "<li>Подкрепя: удостоверени жители, само до 25 години.</li>" in page


def test_verbs_with_one_rule_share_a_sentence(world: World) -> None:
    row = planned(world, "participatory_budget")
    page = world.client("coordinator").get(row.get_absolute_url()).content.decode()
    assert "<li>Предлага и подкрепя: всеки с профил.</li>" in page
    page = world.client("coordinator").get(f"/en/processes/{row.slug}/").content.decode()
    assert "<li>Propose and support: whoever has an account.</li>" in page


def test_a_narrower_row_needs_its_who(world: World) -> None:
    row, client = planned(world), world.client("coordinator")
    typed = sent(world, row, stage2__submit__youngest="16")
    answer = client.post(f"/bg/processes/{row.slug}/stages/", typed)
    assert answer.status_code == 422
    assert "има какво да стеснява" in answer.content.decode()
    assert stage_of(row).only == {}


def test_the_rule_asks_each_verb_by_its_own(world: World) -> None:
    row = planned(world)
    stage = stage_of(row)
    stage.who, stage.only = (
        {"submit": "resident", "support": "account"},
        {"verbs": {"submit": {"youngest": 16}}},
    )
    viewer: Viewer = world.viewer("participant")
    facts = rules.StageFacts(
        "x", "proposals", stage.span, stage.who, rows.only_by_verb(viewer, stage),
        Standing("verified", born_from=2015, born_to=2015), 2026,
    )  # fmt: skip
    assert not rules.may_take_part(viewer, facts, "submit", stage.opens_at)
    assert rules.may_take_part(viewer, facts, "support", stage.opens_at)
