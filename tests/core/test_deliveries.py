"""What listeners are told: in event order, five tries, one failing does not hold up others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from zaedno.core import clock, registry
from zaedno.core.actions import Ctx
from zaedno.core.deliveries import PAUSES, drain
from zaedno.core.models import Delivery, Event
from zaedno.platform.links.actions import link

heard: list[int] = []


def hear(ctx: Ctx, event: Event) -> None:
    heard.append(event.pk)


def fail(ctx: Ctx, event: Event) -> None:
    raise OSError("ivan@example.org does not answer")


@pytest.fixture(autouse=True)
def _ears(monkeypatch: pytest.MonkeyPatch) -> None:
    heard.clear()
    functions = {"ears.hear": hear, "ears.fail": fail}
    known = registry.function

    def function(dotted: str) -> Any:
        return functions.get(dotted) or known(dotted)

    monkeypatch.setattr(registry, "function", function)


def tell(world: World, monkeypatch: pytest.MonkeyPatch, *handlers: str, count: int = 1) -> None:
    world.person("coordinator")
    world.hear()
    Delivery.objects.all().delete()
    monkeypatch.setattr(registry, "listeners", lambda *_a, **_k: list(handlers))
    for number in range(count):
        source, target = ("workshops.note", number), ("needs.need", number)
        link(world.ctx("coordinator"), source=source, target=target, relation="grew_out_of")


def test_each_listener_hears_each_event_once_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(world, monkeypatch, "ears.hear", count=3)
    assert drain() == 3
    assert drain() == 0
    assert heard == sorted(heard)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"done"}


def test_one_failing_listener_holds_nobody_up_and_is_stuck_after_five(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(world, monkeypatch, "ears.fail", "ears.hear")
    moment = clock.now() + timedelta(seconds=1)
    for pause in (*PAUSES, 0):
        with clock.at(moment):
            drain()
        moment += timedelta(seconds=pause + 1)
    assert len(set(heard)) == 1
    failed = Delivery.objects.get(handler="ears.fail")
    assert (failed.state, failed.tries) == ("stuck", 5)
    assert failed.error.startswith("OSError in test_deliveries.py:")
    assert "ivan" not in failed.error
