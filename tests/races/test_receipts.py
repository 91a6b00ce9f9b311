"""One form key, fifty senders at once: one effect, one answer. On PostgreSQL, where it can fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from tests.world import World
from zaedno.core.models import Event, Receipt
from zaedno.core.verdict import Conflict
from zaedno.platform.links.actions import link
from zaedno.platform.links.models import Link


def at_once(number: int, deed: Callable[[int], Any]) -> list[Any]:
    """Run `deed(i)` in so many threads that all begin together, each with its own connection."""
    barrier = threading.Barrier(number)
    answers: list[Any] = [None] * number

    def one(index: int) -> None:
        try:
            connections["default"].ensure_connection()
            barrier.wait(30)
            answers[index] = deed(index)
        except Exception as error:
            answers[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(i,)) for i in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def tie(world: World, key: str, target: int = 2) -> Link:
    ctx = world.ctx("coordinator", key=key)
    inputs: dict[str, Any] = {"source": ("workshops.note", 1), "relation": "grew_out_of"}
    return link(ctx, target=("needs.need", target), **inputs)


def test_fifty_senders_of_one_form_make_one_thing(postgres: str) -> None:
    world = World()
    ctx = world.ctx("coordinator", key="same")
    ctx.viewer.alias()  # made before, so that the race is about the receipt
    answers = at_once(50, lambda index: tie(world, "same"))
    assert [a for a in answers if isinstance(a, Exception)] == []
    assert {a.pk for a in answers} == {Link.objects.get().pk}
    assert Event.objects.filter(verb="links.link").count() == 1
    assert Receipt.objects.filter(key="same").count() == 1


def test_different_contents_under_one_key_leave_one_winner(postgres: str) -> None:
    world = World()
    world.ctx("coordinator").viewer.alias()
    answers = at_once(20, lambda index: tie(world, "same", target=index + 1))
    won = [a for a in answers if isinstance(a, Link)]
    assert len(won) == 1
    assert [type(a) for a in answers if a not in won] == [Conflict] * 19
    assert Link.objects.count() == 1
