"""A workshop with boards, notes and groups, built by the room's own actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.world import World
from zaedno.core import clock
from zaedno.features.workshops.actions import boards, clusters, notes
from zaedno.features.workshops.models.attendance import Admission, BalanceLine
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.platform.people.models import Organisation, Representation, StakeholderKind

SWOT = ["strength", "weakness", "opportunity", "threat"]


def workshop(world: World, slug: str = "w1", **more: Any) -> Workshop:
    now = clock.now()
    open_board = more.get("kind") == "open_board"
    days = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=5)}
    return Workshop.objects.create(
        **{
            "city": world.city,
            "slug": slug,
            "kind": "needs_assessment",
            "state": "live",
            "title": {"bg": "Семинар за оценка на нуждите", "en": "Needs Assessment Workshop"},
            "created_at": now,
            "changed_at": now,
            **(days if open_board else {}),
            **more,
        }
    )


def open_boards(world: World, event: Workshop, kinds: list[str] | None = None) -> list[Board]:
    made = world.act(boards.set_up_boards, "facilitator", workshop=event, kinds=kinds or SWOT)
    return [world.act(boards.open_board, "facilitator", board=b) for b in made]


def open_wall(world: World, **more: Any) -> Workshop:
    """An open board where anybody may leave a note."""
    event = workshop(world, "w3", kind="open_board", **more)
    open_boards(world, event, ["challenge", "need"])
    return event


def write(world: World, board: Board, text: str, **more: Any) -> Note:
    """A note from a paper sheet: no limits, no author."""
    return world.act(
        notes.enter_note, "notetaker", board=board, text={"bg": text}, lang="bg", **more
    )


def group(world: World, event: Workshop, title: str, members: list[Note] | None = None) -> Cluster:
    return world.act(
        clusters.make_cluster,
        "facilitator",
        workshop=event,
        title={"bg": title},
        notes=members or [],
    )


def admit(world: World, event: Workshop, *roles: str) -> None:
    for role in roles:
        Admission.objects.create(
            city=world.city, workshop=event, person=world.person(role), admitted_at=clock.now()
        )


def kind(world: World, event: Workshop, code: str, came: int) -> StakeholderKind:
    made = StakeholderKind.objects.create(
        city=world.city, code=code, name={"bg": code, "en": code.title()}
    )
    BalanceLine.objects.create(city=world.city, workshop=event, kind=made, came=came)
    return made


def organisation(world: World, made_of: StakeholderKind, slug: str = "org") -> Organisation:
    """An organisation for which the world's representative speaks."""
    made = Organisation.objects.create(
        city=world.city, slug=slug, kind=made_of, name={"bg": "Примерно сдружение"}
    )
    Representation.objects.create(
        city=world.city,
        person=world.person("representative"),
        organisation=made,
        state="confirmed",
        since=clock.now(),
    )
    return made
