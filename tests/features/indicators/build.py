"""Indicators and mechanisms for tests, made with the product's own actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.indicators import actions
from zaedno.features.indicators.models import Indicator, Mechanism, Point
from zaedno.platform.cities.models import City


def defined(world: World, *, city: City | None = None, **more: Any) -> Indicator:
    card: dict[str, Any] = {
        "title": texts(bg="Дял на отговорите", en="Share of answers"),
        "unit": "percent",
        "direction": "up",
        "source": "platform",
        "chain": "performance",
        "baseline": Decimal(12),
        "target": Decimal(90),
    }
    return actions.define(world.ctx("coordinator", city), **{**card, **more})


def measured(world: World, row: Indicator, date: str, value: str, **more: Any) -> Point:
    return actions.measure(
        world.ctx("coordinator"),
        indicator=row,
        date=When.parse(date),
        value=Decimal(value),
        **more,
    )


def registered(world: World, *, city: City | None = None, **more: Any) -> Mechanism:
    card: dict[str, Any] = {
        "title": texts(bg="Пункт за помощ", en="Help point"),
        "started": When.parse("2021-05"),
        "promised": "consult",
    }
    return actions.register_mechanism(world.ctx("coordinator", city), **{**card, **more})
