"""Proposals made by calling their actions."""

from __future__ import annotations

from typing import Any

from tests.platform.processes.build import published as public_process
from tests.world import World
from zaedno.features.proposals.actions import writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.processes.models import Process


def open_process(world: World, **more: Any) -> Process:
    """One whose proposals are open today (its first stage, reading in, took a week)."""
    return public_process(world, starts=-10, **more)


def drafted(world: World, process: Process, role: str = "participant", **more: Any) -> Proposal:
    fields: dict[str, Any] = {
        "title": "Светофар с бутон",
        "text": "Сутрин не спират.",
        "lang": "bg",
    }
    made: Proposal = writing.draft(world.ctx(role), process=process, **(fields | more))
    return made


def proposed(world: World, process: Process, role: str = "participant", **more: Any) -> Proposal:
    made: Proposal = writing.publish(
        world.ctx(role), proposal=drafted(world, process, role, **more)
    )
    return made
