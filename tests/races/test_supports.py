"""Fifty supports at once never pass the limit, and one supporter counts once: on PostgreSQL."""

from __future__ import annotations

from tests.features.proposals.build import open_process, proposed
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.proposals.actions import supports
from zaedno.features.proposals.models.proposal import Support


def test_fifty_at_once_with_a_limit_of_five_give_five(postgres: str) -> None:
    world = World()
    process = open_process(world)
    many = [proposed(world, process, "coordinator", title=f"№ {i}") for i in range(10)]
    world.ctx("participant").viewer.alias()
    ctxs = [world.ctx("participant") for _i in range(50)]
    answers = at_once(50, lambda i: supports.support(ctxs[i], proposal=many[i % 10]))
    assert Support.objects.count() == 5
    assert sum(row.supporters for row in type(many[0]).objects.all()) == 5
    assert any(isinstance(answer, Refused) for answer in answers)


def test_twenty_supports_of_one_proposal_count_once(postgres: str) -> None:
    world = World()
    row = proposed(world, open_process(world), "coordinator")
    world.ctx("participant").viewer.alias()
    ctxs = [world.ctx("participant") for _i in range(20)]
    at_once(20, lambda i: supports.support(ctxs[i], proposal=row))
    row.refresh_from_db()
    assert (row.supporters, Support.objects.count()) == (1, 1)
