"""A process with contributions that was read out, made by calling actions."""

from __future__ import annotations

from tests.features.proposals.build import open_process, proposed
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.insight.actions import lines, themes
from zaedno.features.insight.models import Line, Theme
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.processes.models import Process

SAID = (
    "Светофар с бутон пред училището",
    "Бутон за светофара до училището",
    "Осветление по алеята в парка",
    "Повече дървета",
)


def spoken(world: World) -> tuple[Process, list[Proposal]]:
    process = open_process(world)
    return process, [proposed(world, process, title=title, text="") for title in SAID]


def theme(world: World, process: Process, seeds: str = "светофар бутон") -> Theme:
    made: Theme = themes.add_theme(
        world.ctx("coordinator"),
        process=process,
        title=texts(bg="Пресичане", en="Crossing"),
        seeds=seeds,
    )
    return made


def line(world: World, process: Process, rests_on: list[Proposal], view: str = "shared") -> Line:
    made: Line = lines.write_line(
        world.ctx("coordinator"),
        process=process,
        text=texts(bg="Колите не спират.", en="Cars do not stop."),
        view=view,
        refs=[("proposals.proposal", str(one.pk)) for one in rests_on],
    )
    return made
