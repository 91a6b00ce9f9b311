"""Events for tests, made by the product's own actions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.workshops.actions import attendance, interests, plan, results, run
from zaedno.features.workshops.actions.interests import Application
from zaedno.features.workshops.actions.plan import Announcement
from zaedno.features.workshops.methods import Template, newest
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.platform.people import actions as people
from zaedno.platform.people.models import Organisation, StakeholderKind
from zaedno.platform.people.queries import organisation

SOFIA = ZoneInfo("Europe/Sofia")
DAY = date(2027, 3, 12)
HELD = "2027-03-12 14:00"
AFTER = "2027-03-12 16:10"


def template(kind: str = "needs_assessment") -> Template:
    return next(t for t in newest() if t.kind == kind)


def event(world: World, slug: str = "needs", *, city: Any = None, **given: Any) -> Workshop:
    """A workshop that is planned for DAY at 14:00."""
    starts = datetime(2027, 3, 12, 14, 0, tzinfo=SOFIA)
    announcement = {
        "title": texts(bg="Семинар за нуждите", en="Needs workshop"),
        "planned": When.day(DAY),
        "starts_at": starts,
        **given,
    }
    with clock.at("2027-02-01 09:00"):
        return plan.call(
            world.ctx("coordinator", city),
            template=template(),
            announcement=Announcement(**announcement),
            slug=slug,
        )


def open_board(world: World, slug: str = "board") -> Workshop:
    opens = datetime(2027, 3, 1, tzinfo=SOFIA)
    with clock.at("2027-02-01 09:00"):
        return plan.call(
            world.ctx("coordinator"),
            template=template("open_board"),
            announcement=Announcement(
                title=texts(bg="Отворена дъска", en="Open board"),
                planned=When.day(date(2027, 3, 1)),
                opens_at=opens,
                closes_at=opens + timedelta(days=5),
            ),
            slug=slug,
        )


def started(world: World, slug: str = "needs") -> Workshop:
    made = event(world, slug)
    with clock.at(HELD):
        return run.start(world.ctx("facilitator"), event=made)


def concluded(world: World, slug: str = "needs") -> Workshop:
    made = started(world, slug)
    with clock.at(HELD):
        attendance.admit(
            world.ctx("facilitator"), event=made, persons=[world.person("participant")]
        )
    with clock.at(AFTER):
        return run.conclude(world.ctx("facilitator"), event=made)


def in_correction(world: World, slug: str = "needs") -> Workshop:
    made = concluded(world, slug)
    with clock.at("2027-03-13 09:00"):
        return results.open_corrections(world.ctx("coordinator"), event=made)


def validated(world: World, slug: str = "needs") -> Workshop:
    made = in_correction(world, slug)
    with clock.at("2027-03-19 09:00"):
        return results.validate(world.ctx("coordinator"), event=made)


def kind(world: World, code: str = "youth") -> StakeholderKind:
    names = {
        "youth": texts(bg="Младежка организация", en="Youth organisation"),
        "ngo": texts(bg="Неправителствена организация", en="Non-governmental organisation"),
    }
    return people.define_kind(world.ctx("coordinator"), code=code, name=names[code])


def body(world: World, slug: str, of: StakeholderKind) -> Organisation:
    found = organisation(world.viewer("coordinator"), slug)
    if found is not None:
        return found
    name = texts(bg=f"Примерна {slug}", en=f"Sample {slug}")
    return people.register_organisation(world.ctx("coordinator"), name=name, kind=of, slug=slug)


def application(world: World, **given: Any) -> Application:
    filled = {
        "organisation_name": "Примерен клуб",
        "kind": kind(world),
        "contribution": texts(bg="Връзка с училищата"),
        "mailbox": "club@sample.example",
        "consent_processing": True,
        **given,
    }
    return Application(**filled)


def interest(world: World, made: Workshop, *, role: str = "", **given: Any) -> Interest:
    organisation = given.pop("organisation", None)
    with clock.at("2027-02-10 10:00"):
        return interests.express_interest(
            world.ctx(role),
            event=made,
            application=application(world, **given),
            organisation=organisation,
        )
