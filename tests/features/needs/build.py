"""Needs and solutions for tests, made with the product's own actions."""

from __future__ import annotations

from typing import Any

from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.needs.actions import needs, solutions
from zaedno.features.needs.models import Need, Solution
from zaedno.platform.cities.models import City


def recorded(world: World, *, city: City | None = None, **more: Any) -> Need:
    more.setdefault("text", texts(bg="Отговор на всяко предложение.", en="An answer to each."))
    return needs.register(world.ctx("coordinator", city), **more)


def validated(world: World, *, city: City | None = None, **more: Any) -> Need:
    row = recorded(world, city=city, **more)
    return needs.validate(world.ctx("coordinator", city), need=row)


def proposed(world: World, *, city: City | None = None, **more: Any) -> Solution:
    card: dict[str, Any] = {
        "title": texts(bg="Публичен статус", en="Public status"),
        "horizon": "quick_win",
        "benefit": 5,
        "effort": 2,
    }
    return solutions.propose(world.ctx("coordinator", city), **{**card, **more})
