"""A session for tests: a workshop that is on, its code, seats without an account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core import clock
from zaedno.core.actions import Ctx
from zaedno.features.workshops.actions import seats, session
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import Seat, Session
from zaedno.features.workshops.queries.seats import seated

TITLES = ("Начало", "Бележки", "Гласуване")


def opened(world: World, slug: str = "w1", **more: Any) -> tuple[Workshop, Session]:
    """A workshop with three items of ten minutes, none begun, and an open session."""
    workshop = rooms.workshop(world, slug, **more)
    for position, title in enumerate(TITLES, start=1):
        AgendaItem.objects.create(
            city=world.city,
            workshop=workshop,
            position=position,
            minutes=10,
            title={"bg": title, "en": f"Item {position}"},
            boards=["need"] if position == 2 else [],
        )
    return workshop, world.act(session.open_session, "facilitator", workshop=workshop)


def join(world: World, made: Session, token: str = "one", **more: Any) -> Seat:
    ctx = more.pop("ctx", None) or world.ctx()
    given = {"consent": True, **more}
    seat: Seat = seats.join(ctx, code=made.code, token=token, **given)
    return seat


def sitting(world: World, token: str = "one", *, key: str = "") -> Ctx:
    """The context of a browser that holds this token, without an account."""
    viewer = replace(world.viewer(), visitor=f"browser-{token}")
    return Ctx(viewer=seated(viewer, token), key=key)


def browser(world: World, made: Session, name: str = "") -> Client:
    """A browser without an account that has joined through the pages."""
    client = world.client()
    given = {"name": name, "consent": "on"}
    client.post(f"/bg/workshops/join/{made.code}/", given)
    return client


def minutes_later(at: Any, minutes: float) -> Any:
    return clock.at(at + timedelta(minutes=minutes))
