"""Commitments for tests, made by the product's own actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tests.world import World
from zaedno.core.actions import Ctx
from zaedno.core.clock import at
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.commitments import actions
from zaedno.features.commitments.models import Commitment
from zaedno.platform.people.models import Organisation


def owner_ctx(world: World, owner: Organisation, key: str = "") -> Ctx:
    ctx = world.ctx("representative", key=key)
    return replace(ctx, viewer=replace(ctx.viewer, represents=frozenset({owner.pk})))


def promise(world: World, owner: Organisation, **changes: Any) -> Commitment:
    inputs: dict[str, Any] = {
        "text": texts(bg="Публикуване на три набора от данни", en="Publish three data sets"),
        "measure": texts(bg="Публикувани набори", en="Published sets"),
        "unit": "count",
        "baseline": Decimal(0),
        "target": Decimal(4),
        "owner": owner,
        "due": When.parse("2027-06-30"),
        **changes,
    }
    with at("2027-01-10 10:00"):
        return actions.promise(world.ctx("coordinator"), **inputs)


def confirmed(world: World, owner: Organisation, **changes: Any) -> Commitment:
    made = promise(world, owner, **changes)
    with at("2027-01-15 10:00"):
        return actions.confirm(owner_ctx(world, owner), pk=made.pk)


def report(world: World, one: Commitment, day: date, value: int) -> Any:
    with at(f"{day} 18:00"):
        return actions.report(
            owner_ctx(world, one.owner),
            pk=one.pk,
            day=day,
            value=Decimal(value),
            evidence=texts(bg="Списък на страницата", en="A list on the page"),
        )
