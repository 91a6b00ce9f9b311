"""Several drains at once on PostgreSQL: each listener hears of each deed once, and in order."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import deliveries, registry
from zaedno.core.actions import Ctx
from zaedno.core.models import Delivery, Event
from zaedno.platform.links.actions import link

DEEDS, WORKERS = 120, 6


def test_each_deed_is_told_once_whoever_drains(
    postgres: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, together, guard = list[int](), list[int](), threading.Lock()

    def hear(ctx: Ctx, event: Event) -> None:
        with guard:
            alone.append(event.pk)

    def hear_all(ctx: Ctx, events: list[Event]) -> None:
        with guard:
            together.extend(event.pk for event in events)

    functions: dict[str, Any] = {"ears.hear": hear, "ears.all": hear_all}
    known = registry.function
    world.person("coordinator")
    world.hear()
    monkeypatch.setattr(deliveries, "TOGETHER", {hear_all})
    monkeypatch.setattr(registry, "function", lambda name: functions.get(name) or known(name))
    monkeypatch.setattr(registry, "listeners", lambda *_a, **_k: list(functions))
    for number in range(DEEDS):
        source, target = ("workshops.note", number), ("needs.need", number)
        link(world.ctx("coordinator"), source=source, target=target, relation="grew_out_of")
    monkeypatch.setattr(registry, "listeners", lambda *_a, **_k: [])
    wanted = sorted(Delivery.objects.filter(handler="ears.all").values_list("event_id", flat=True))

    done = at_once(WORKERS, lambda _number: deliveries.drain())
    assert sum(done) == 2 * DEEDS
    assert alone == together == wanted
    assert set(
        Delivery.objects.filter(handler__startswith="ears").values_list("tries", flat=True)
    ) == {1}
