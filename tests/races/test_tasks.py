"""One solved task and fifty senders: it counts once; ten a day from one browser: PostgreSQL."""

from __future__ import annotations

from typing import Any

from tests.platform.moderation.test_proof import open_to_all, solve
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.actions import Ctx
from zaedno.core.verdict import Refused
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.actions import writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.moderation import proof


def submit(ctx: Ctx, process: Any, number: int, pair: tuple[str, str]) -> Proposal:
    made: Proposal = writing.submit(
        ctx, process=process, title=f"Пейка {number}", text="", lang="bg", proof=pair
    )
    return made


def test_one_solution_is_used_once(postgres: str, settings: Any) -> None:
    settings.ZAEDNO_PROOF_BITS = 6
    world = World()
    process, pair = open_to_all(world), solve(proof.task(world.viewer()))
    ctxs = [Ctx(viewer=Viewer(city=world.city, visitor=f"browser {i}")) for i in range(50)]
    at_once(50, lambda i: submit(ctxs[i], process, i, pair))
    states = list(Proposal.objects.values_list("state", flat=True))
    assert (states.count("published"), states.count("waiting")) == (1, 49)


def test_one_browser_sends_ten_a_day(postgres: str) -> None:
    world = World()
    process = open_to_all(world)
    ctxs = [world.ctx() for _i in range(50)]
    answers = at_once(50, lambda i: submit(ctxs[i], process, i, ("", "")))
    assert Proposal.objects.count() == 10
    assert sum(isinstance(answer, Refused) for answer in answers) == 40
