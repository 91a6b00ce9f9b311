"""Engagement models for tests, described with the product's own actions."""

from __future__ import annotations

from typing import Any

from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.partnerships import actions
from zaedno.features.partnerships.models import EngagementModel
from zaedno.platform.cities.models import City

GAINS = {
    "partner_gains": texts(bg="Реална среда", en="A real environment"),
    "city_gains": texts(bg="Проверено решение", en="A tested solution"),
}


def described(world: World, *, city: City | None = None, **more: Any) -> EngagementModel:
    card: dict[str, Any] = {
        "title": texts(bg="Пилот", en="Pilot"),
        "influence": "collaborate",
        "effort": 3,
        **GAINS,
    }
    return actions.describe(world.ctx("coordinator", city), **{**card, **more})


def published(world: World, *, city: City | None = None, **more: Any) -> EngagementModel:
    row = described(world, city=city, **more)
    return actions.publish(world.ctx("coordinator", city), model=row)
