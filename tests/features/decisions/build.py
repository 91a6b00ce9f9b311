"""Acts and deliveries for tests, made by the product's own actions."""

from __future__ import annotations

from datetime import date

from tests.world import World
from zaedno.core.clock import at
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.decisions import actions
from zaedno.features.decisions.models import Act, CitizenCheck, Delivery


def act(world: World, number: str = "12/2027") -> Act:
    with at("2027-05-13 11:00"):
        return actions.record(
            world.ctx("coordinator"),
            kind="council_decision",
            number=number,
            date=When.parse("2027-05-13"),
            body=texts(bg="Общински съвет", en="Municipal council"),
            title=texts(bg="Приети са правила", en="Rules adopted"),
            source=("workshops.cluster", 3),
        )


def delivery(world: World, row: Act) -> Delivery:
    owner = world.organisation().kind
    with at("2027-05-13 12:00"):
        return actions.plan(
            world.ctx("coordinator"),
            act=row.pk,
            text=texts(bg="Табла в районите", en="Boards in districts"),
            owner_id=owner.pk,
            planned=When.parse("2027-07-31"),
        )


def check(world: World, row: Delivery, verdict: str = "disagrees") -> CitizenCheck:
    with at("2027-08-20 10:00"):
        return actions.check(
            world.ctx("participant"),
            delivery=row.pk,
            verdict=verdict,
            text=texts(bg="Още няма табло."),
            day=date(2027, 8, 20),
        )
