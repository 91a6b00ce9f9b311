"""Debates made by calling their actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.platform.processes.build import published
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.features.debates.actions import arguing, leading
from zaedno.features.debates.models import Argument, Debate
from zaedno.platform.processes.models import Process


def open_process(world: World, **more: Any) -> Process:
    """One whose debate is on today: the survey before it took three weeks."""
    return published(world, "survey_and_debate", starts=-30, **more)


def posed(world: World, process: Process | None = None, **more: Any) -> Debate:
    fields: dict[str, Any] = {
        "question": texts(bg="Да се затвори ли улицата?", en="Close the street?"),
        "intro": texts(bg="За събота."),
    }
    made: Debate = leading.pose(
        world.ctx("coordinator"), process=process or open_process(world), **(fields | more)
    )
    return made


def argued(world: World, debate: Debate, role: str = "participant", **more: Any) -> Argument:
    fields: dict[str, Any] = {"side": "for", "text": "Децата минават сами.", "lang": "bg"}
    made: Argument = arguing.argue(world.ctx(role), debate=debate, **(fields | more))
    return made


def over(debate: Debate) -> Debate:
    """The same debate after its stage has closed."""
    stage = debate.process.stages.get(method="debate")
    stage.closes_at = clock.now() - timedelta(hours=1)
    stage.save()
    return Debate.objects.select_related("process").get(pk=debate.pk)
