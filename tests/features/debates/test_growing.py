"""From an argument to a proposal: the way there, the tie both ways, and who hears of it."""

from __future__ import annotations

from typing import Any

from tests.features.debates.build import argued, open_process, posed
from tests.features.proposals.build import open_process as open_call
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.debates.models import Argument
from zaedno.features.proposals.actions import writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.links.models import Link
from zaedno.platform.notifications.models import News
from zaedno.platform.processes.models import Process

KIND = "debates.argument"
TEXT = "Децата минават сами."


def said(world: World) -> Argument:
    return argued(world, posed(world, open_process(world)), role="org", text=TEXT)


def call(world: World, **more: Any) -> Process:
    return open_call(world, title=texts(bg="Покана", en="A call"), **more)


def test_a_proposal_grows_from_an_argument_and_both_say_so(world: World) -> None:
    row = said(world)
    process, client = call(world), world.client("participant")
    debate = row.debate.get_absolute_url()
    start = f"/bg/proposals/start/?from={KIND}:{row.pk}"
    assert start in client.get(debate).content.decode()
    led = client.get(start)
    form = f"/bg/proposals/{process.slug}/new/?from={KIND}:{row.pk}"
    assert led.url == form, "the only process that takes proposals is opened at once"
    assert TEXT in client.get(form).content.decode()
    client.post(form, {"title": "Улица за игра", "text": "В събота.", "key": "a"})
    made = Proposal.objects.get()
    assert Link.objects.get(source_kind=KIND).target_id == str(made.pk)
    assert "Улица за игра" not in world.client().get(debate).content.decode(), "still a draft"
    writing.publish(world.ctx("participant"), proposal=made)
    assert "Улица за игра" in world.client().get(debate).content.decode()
    page = world.client().get(made.get_absolute_url()).content.decode()
    assert TEXT in page
    assert row.receipt in page


def test_who_argued_hears_when_the_draft_comes_out(world: World) -> None:
    row = said(world)
    world.hear()
    process = call(world)
    made = writing.draft(
        world.ctx("participant"), process=process, title="Улица за игра", text="В събота.",
        lang="bg", source=(KIND, str(row.pk)),
    )  # fmt: skip
    world.hear()
    assert not News.objects.filter(kind="proposals.proposal").exists()
    writing.publish(world.ctx("participant"), proposal=made)
    world.hear()
    page = world.client("org").get("/bg/notifications/").content.decode()
    assert "Улица за игра" in page


def test_where_many_processes_take_proposals_one_is_chosen(world: World) -> None:
    row = said(world)
    for number in range(2):
        call(world, question=texts(bg=f"Въпрос {number}", en="?"))
    page = world.client().get(f"/bg/proposals/start/?from={KIND}:{row.pk}").content.decode()
    assert "Въпрос 0" in page
    assert "Въпрос 1" in page


def test_what_is_not_seen_starts_nothing(world: World) -> None:
    assert world.client().get(f"/bg/proposals/start/?from={KIND}:999").status_code == 404
    assert world.client().get("/bg/proposals/start/").status_code == 404


def test_nothing_takes_proposals_now(world: World) -> None:
    row = said(world)
    page = world.client().get(f"/bg/proposals/start/?from={KIND}:{row.pk}").content.decode()
    assert "приема предложения" in page
