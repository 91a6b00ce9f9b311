"""Processes made by calling their actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.platform.processes import actions
from zaedno.platform.processes.models import Check, Process
from zaedno.platform.processes.recipes import recipes

READY = dict.fromkeys(Check.values, "done")


def midnight(days: int) -> datetime:
    """The first moment of a day, counted from today."""
    today = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def planned(world: World, recipe: str = "proposal_call", starts: int = 1, **more: Any) -> Process:
    fields: dict[str, Any] = {
        "title": texts(bg="Път до училище", en="Way to school"),
        "question": texts(bg="Какво да се промени?", en="What should change?"),
        "purpose": texts(bg="Преди да поръчаме проекта.", en="Before we order the design."),
        "promise": "involve",
        "scope": "dec",
        "owner": texts(bg="Дирекция", en="Directorate"),
    }
    made: Process = actions.plan(
        world.ctx("coordinator"),
        recipe=recipes()[recipe],
        starts_at=midnight(starts),
        **(fields | more),
    )
    return made


def published(world: World, recipe: str = "proposal_call", starts: int = 1, **more: Any) -> Process:
    made = planned(world, recipe, starts, **more)
    actions.tick(world.ctx("coordinator"), process=made, ready=READY)
    public: Process = actions.publish(world.ctx("coordinator"), process=made)
    return public
