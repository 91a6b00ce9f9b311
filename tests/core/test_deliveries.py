"""What listeners are told: in event order, five tries, one failing does not hold up others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.features.proposals.build import open_process, proposed
from tests.world import World
from zaedno.core import clock, deliveries, registry
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


def hear_all(ctx: Ctx, events: list[Event]) -> None:
    called.append([event.pk for event in events])


def hear_some(ctx: Ctx, events: list[Event]) -> None:
    """Fails on the second of all events, whoever it comes with."""
    if bad[0] in [event.pk for event in events]:
        raise OSError
    hear_all(ctx, events)


called: list[list[int]] = []
bad: list[int] = []


@pytest.fixture
def _many(monkeypatch: pytest.MonkeyPatch, _ears: None) -> None:
    called.clear()
    known, functions = registry.function, {"ears.all": hear_all, "ears.some": hear_some}
    monkeypatch.setattr(deliveries, "TOGETHER", {hear_all, hear_some})
    monkeypatch.setattr(registry, "function", lambda name: functions.get(name) or known(name))


@pytest.mark.usefixtures("_many")
def test_who_hears_together_hears_all_once_and_in_order(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(world, monkeypatch, "ears.all", "ears.hear", count=4)
    assert drain() == 8
    [together] = called
    assert together == sorted(together) == sorted(heard)
    assert len(together) == 4
    assert drain() == 0


@pytest.mark.usefixtures("_many")
def test_one_that_fails_together_is_tried_alone_and_holds_nobody_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(world, monkeypatch, "ears.some", "ears.hear", count=3)
    pks = list(Delivery.objects.filter(handler="ears.some").values_list("event_id", flat=True))
    bad[:] = [sorted(pks)[1]]
    drain()
    assert called == [[pk] for pk in sorted(pks) if pk not in bad]
    assert set(heard) == set(pks)
    failed = Delivery.objects.get(state="waiting")
    assert (failed.event_id, failed.tries) == (bad[0], 1)
    bad[:] = [0]
    with clock.at(clock.now() + timedelta(seconds=PAUSES[0] + 1)):
        assert drain() == 1
    assert called[-1] == [failed.event_id]


@pytest.mark.usefixtures("_many")
def test_cities_are_told_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    there = world.other_city.pk
    tell(world, monkeypatch, "ears.all", count=2)
    other = Event.objects.filter(pk=Event.objects.latest("pk").pk).values().get()
    other |= {"id": None, "city_id": there, "seal": None}
    row = Event.objects.create(**other)
    Delivery.objects.create(event=row, handler="ears.all", next_at=clock.now())
    assert drain() == 3
    assert [len(one) for one in called] == [2, 1]


def test_a_batch_takes_few_queries_however_much_was_done(
    world: World, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    process = open_process(world)
    world.hear()
    for number in range(9):
        proposed(world, process, title=f"№ {number}")
    waiting = Delivery.objects.filter(state="waiting")
    search = waiting.filter(handler__startswith="zaedno.platform.search")
    waiting.exclude(pk__in=search.values("pk")).delete()
    assert search.count() >= 18
    with django_assert_max_num_queries(40):
        drain()
