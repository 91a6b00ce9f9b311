"""The task for browsers without an account, and what comes without its solution."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import signing

from tests.features.proposals.build import open_process
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.proposals.actions import writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.moderation import proof
from zaedno.platform.moderation.models import Sender, Spent
from zaedno.platform.processes.models import Process


@pytest.fixture(autouse=True)
def easy(settings: Any) -> None:
    settings.ZAEDNO_PROOF_BITS = 6


def solve(task: proof.Task) -> tuple[str, str]:
    """What the browser does."""
    number = 0
    while proof.zeros(f"{task.nonce}:{number}") < task.bits:
        number += 1
    return task.token, str(number)


def open_to_all(world: World) -> Process:
    process = open_process(world)
    process.stages.filter(method="proposals").update(
        who={"submit": "everybody", "support": "account"}
    )
    return process


def sent(world: World, process: Process, **more: Any) -> Proposal:
    fields: dict[str, Any] = {"title": "Пейка", "text": "", "lang": "bg"}
    made: Proposal = writing.submit(world.ctx(), process=process, **(fields | more))
    return made


def test_a_solution_counts_once(world: World) -> None:
    process, pair = open_to_all(world), solve(proof.task(world.viewer()))
    assert sent(world, process, proof=pair).state == "published"
    assert sent(world, process, proof=pair).state == "waiting"
    assert Spent.objects.count() == 1


@pytest.mark.parametrize("wrong", ["", "x", "1" * 40, "-1"])
def test_without_a_solution_it_waits(world: World, wrong: str) -> None:
    task = proof.task(world.viewer())
    assert sent(world, open_to_all(world), proof=(task.token, wrong)).state == "waiting"


def test_the_task_of_another_city_or_hand_is_none(world: World) -> None:
    token, number = solve(proof.task(world.viewer(city=world.other_city)))
    assert proof.solved(world.viewer(), token, number) == ""
    assert proof.solved(world.viewer(city=world.other_city), token, number)
    forged = signing.TimestampSigner(salt="other").sign(f"{world.city.pk}.0.nonce")
    assert proof.solved(world.viewer(), forged, "1") == ""


def test_a_task_runs_out(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    token, number = solve(proof.task(world.viewer()))
    monkeypatch.setattr(proof, "LASTS", -1)
    assert proof.solved(world.viewer(), token, number) == ""


def test_the_form_brings_the_task_and_says_what_happens(world: World) -> None:
    process, client = open_to_all(world), world.client()
    address = f"/bg/proposals/{process.slug}/new/"
    page = client.get(address).content.decode()
    token = re.search(r'name="proof_task" value="([^"]+)"', page)
    nonce = re.search(r'data-proof="([^"]+)" data-bits="6"', page)
    assert token
    assert nonce
    _token, number = solve(proof.Task(token[1], nonce[1], 6))
    typed = {"title": "Пейка", "proof_task": token[1], "proof_solution": number}
    answer = client.post(address, typed | {"key": "a"}, follow=True)
    assert "Предложението Ви е публично" in answer.content.decode()
    answer = client.post(address, {"title": "Кошче", "key": "b"}, follow=True)
    assert "Модератор чете предложението Ви" in answer.content.decode()
    assert "proof_task" not in world.client("participant").get(address).content.decode()


def test_ten_a_day_from_one_browser(world: World) -> None:
    process = open_to_all(world)
    for number in range(10):
        sent(world, process, title=f"Пейка {number}")
    with pytest.raises(Refused, match="десет"):
        sent(world, process)
    assert Sender.objects.get().count == 10
    assert "somebody" not in Sender.objects.get().key
