"""Organisations for tests, registered as a coordinator would."""

from __future__ import annotations

from typing import Any

from tests.world import World
from zaedno.core.actions import system_ctx
from zaedno.core.fields import texts
from zaedno.platform.people import actions
from zaedno.platform.people.models import Organisation, StakeholderKind


def kind(world: World, code: str = "ngo", city: Any = None) -> StakeholderKind:
    return actions.define_kind(
        system_ctx(city or world.city), code=code, name=texts(bg=f"вид {code}", en=f"kind {code}")
    )


def bait(world: World) -> Organisation:
    return actions.register_organisation(
        system_ctx(world.city),
        name=texts(
            bg="Българска асоциация по информационни технологии",
            en="Bulgarian Association of Information Technologies",
        ),
        abbr=texts(bg="БАИТ", en="BAIT"),
        also_known_as=["Асоциация „ИТ България“"],
        former=["Съюз на компютърните фирми"],
        kind=kind(world, "business_association"),
    )


def organisation(world: World, bg: str, en: str, city: Any = None, **more: Any) -> Organisation:
    return actions.register_organisation(
        system_ctx(city or world.city),
        name=texts(bg=bg, en=en),
        kind=kind(world, city=city),
        **more,
    )
