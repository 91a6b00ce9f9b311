"""One deed, there and back."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from tests.world import World
from zaedno.core import registry
from zaedno.core.actions import ACTIONS, Ctx, action
from zaedno.core.models import Event, Receipt
from zaedno.core.registry import Verb
from zaedno.core.verdict import Conflict
from zaedno.platform.links.actions import link
from zaedno.platform.links.models import Link


def tie(world: World, key: str = "", target: int = 2) -> Link:
    return link(
        world.ctx("coordinator", key=key),
        source=("workshops.note", 1),
        target=("needs.need", target),
        relation="grew_out_of",
    )


def test_a_deed_writes_its_row_and_its_event(world: World) -> None:
    made = tie(world)
    event = Event.objects.get(verb="links.link")
    assert Link.objects.get() == made
    assert (event.verb, event.subject_kind, event.subject_id) == ("links.link", "needs.need", "2")
    assert event.actor_key == world.person("coordinator").aliases.get().key
    assert event.facts_hash == Event.hash_facts(event.salt, event.role, event.facts)


def test_the_same_form_twice_gives_the_first_receipt(world: World) -> None:
    first = tie(world, key="k1")
    again = tie(world, key="k1")
    assert first == again
    assert Event.objects.filter(verb="links.link").count() == 1
    assert Receipt.objects.count() == 1


def test_another_form_under_the_same_key_is_a_conflict(world: World) -> None:
    tie(world, key="k1")
    with pytest.raises(Conflict):
        tie(world, key="k1", target=3)
    assert Link.objects.count() == 1


def test_home_is_served(world: World) -> None:
    page = world.client().get("/bg/")
    assert page.status_code == 200
    assert "София" in page.content.decode()


def test_a_secret_deed_leaves_a_receipt_that_names_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ACTIONS, "links.link", replace(ACTIONS["links.link"], secret=True))
    first, again = tie(world, key="k1"), tie(world, key="k1")
    tie(world, key="k2", target=3)
    assert first == again
    receipts = list(Receipt.objects.all())
    assert len({r.key for r in receipts}) == 2
    assert all(r.actor == "secret" and len(r.key) == 64 for r in receipts)
    assert all(r.at.minute == 0 for r in receipts)


def test_a_deed_inside_another_is_done_in_the_outer_ones_role(world: World) -> None:
    """The coordinator who decides something ties it as coordinator, not as anybody."""

    @action("test.decide")
    def decide(ctx: Ctx) -> None:
        link(ctx, source=("workshops.note", 1), target=("needs.need", 2), relation="answers")

    verb = Verb("test.decide", "decided", ("coordinator",))
    try:
        with patch.dict(registry.verbs(), {"test.decide": verb}):
            decide(world.ctx("coordinator"))
    finally:
        ACTIONS.pop("test.decide")
    assert (
        Event.objects.filter(verb="links.link").values_list("role", flat=True)[0] == "coordinator"
    )
