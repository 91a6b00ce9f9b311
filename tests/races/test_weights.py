"""Fifty weighings of one person at once are one voice; twenty arguments are the limit."""

from __future__ import annotations

from tests.features.debates.build import argued, posed
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.debates.actions import arguing
from zaedno.features.debates.models import Argument, Weight


def test_fifty_weighings_of_one_person_are_one(postgres: str) -> None:
    world = World()
    one = argued(world, posed(world))
    world.ctx("editor").viewer.alias()
    ctxs = [world.ctx("editor") for _i in range(50)]
    at_once(50, lambda i: arguing.weigh(ctxs[i], argument=one, value=i % 5 + 1))
    one.refresh_from_db()
    kept = Weight.objects.get()
    assert (one.weighers, one.weight) == (1, kept.value)


def test_twenty_of_fifty_arguments_stand(postgres: str) -> None:
    world = World()
    debate = posed(world)
    world.ctx("editor").viewer.alias()
    ctxs = [world.ctx("editor") for _i in range(50)]
    answers = at_once(
        50,
        lambda i: arguing.argue(ctxs[i], debate=debate, side="for", text=f"Довод {i}", lang="bg"),
    )
    assert Argument.objects.count() == 20
    assert sum(isinstance(answer, Refused) for answer in answers) == 30
