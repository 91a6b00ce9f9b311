"""Proposals: row, event, refusal."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.proposals.build import drafted, open_process, proposed
from tests.platform.processes.build import midnight, published
from tests.world import World
from zaedno.core import clock, registry
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.proposals.actions import answers, moderation, supports, writing
from zaedno.features.proposals.models.proposal import Proposal, Support
from zaedno.features.proposals.queries import lists, rows
from zaedno.platform.notifications.models import Follow

REASON = texts(bg="Мястото е в плана.", en="The place is in the plan.")


def test_a_draft_is_its_authors(world: World) -> None:
    row = drafted(world, open_process(world))
    assert rows.proposals(world.viewer()).count() == 0
    assert rows.proposals(world.viewer("coordinator")).count() == 0
    assert rows.proposals(world.viewer("participant")).get() == row
    with pytest.raises(Refused):
        writing.publish(world.ctx("coordinator"), proposal=row)


def test_publishing_promises_an_answer_and_follows(world: World) -> None:
    row = proposed(world, open_process(world))
    assert row.state == "published"
    assert row.answer_due is not None
    assert row.answer_due > clock.today()
    assert Follow.objects.get().ident == str(row.pk)
    assert Event.objects.get(verb="proposals.publish").facts["state"] == "published"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Обадете ми се на 0888 123 456", "телефонния номер „0888 123 456“"),
        ("ЕГН 7523169263", "„7523169263“: ЕГН"),
        ("пишете на a@example.org", "имейл адреса"),
    ],
)
def test_personal_data_is_named_before_publication(world: World, text: str, says: str) -> None:
    row = drafted(world, open_process(world), text=text)
    with pytest.raises(Refused, match=says):
        writing.publish(world.ctx("participant"), proposal=row)
    row.refresh_from_db()
    assert (row.state, row.text) == ("draft", text), "nothing is lost"


def test_ten_a_day(world: World) -> None:
    process = open_process(world)
    for number in range(10):
        proposed(world, process, title=f"Предложение {number}")
    with pytest.raises(Refused, match="десет"):
        proposed(world, process, title="Единадесето")


def test_one_person_one_support_and_a_limit(world: World) -> None:
    process = open_process(world)
    many = [proposed(world, process, "coordinator", title=f"№ {i}") for i in range(6)]
    ctx = world.ctx("participant")
    for row in many[:5]:
        supports.support(ctx, proposal=row)
        supports.support(ctx, proposal=row)
    with pytest.raises(Refused, match="5 подкрепи"):
        supports.support(ctx, proposal=many[5])
    supports.unsupport(ctx, proposal=many[0])
    supports.support(ctx, proposal=many[5])
    assert Support.objects.count() == 5
    assert [rows.proposal(world.viewer(), r.receipt).supporters for r in many] == [0, 1, 1, 1, 1, 1]
    event = Event.objects.filter(verb="proposals.support").last()
    assert (event.actor_key, event.facts) == ("", {})  # type: ignore[union-attr]


def test_nobody_supports_their_own_or_without_an_account(world: World) -> None:
    row = proposed(world, open_process(world))
    for ctx in (world.ctx("participant"), world.ctx()):
        with pytest.raises(Refused):
            supports.support(ctx, proposal=row)
    assert not Support.objects.exists()


def test_words_stay_once_somebody_supports_them(world: World) -> None:
    row = proposed(world, open_process(world))
    ctx = world.ctx("participant")
    writing.revise(ctx, proposal=row, title="Светофар", text="Без бутон.")
    assert row.wordings.get().title == "Светофар с бутон"
    supports.support(world.ctx("editor"), proposal=row)
    with pytest.raises(Refused, match="текстът остава"):
        writing.revise(ctx, proposal=row, title="Друго", text="")


def test_an_answer_is_seen_when_it_is_published(world: World) -> None:
    process = open_process(world)
    row, other = proposed(world, process), proposed(world, process, title="Друго")
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused, match="причина"):
        answers.answer(ctx, proposal=row, outcome="accepted", reason=texts())
    answers.answer(ctx, proposal=row, outcome="accepted", reason=REASON)
    assert "в плана" not in world.client().get(row.get_absolute_url()).content.decode()
    with clock.at(midnight(7)):
        assert answers.publish_answers(ctx, process=process, ids=[row.pk, other.pk]) == 1
    row.refresh_from_db()
    assert (row.answered, row.answered_in) == (True, 5)
    assert lists.figures(world.viewer(), process) == {
        "all": 2, "answered": 1, "accepted": 1, "partly": 0, "rejected": 0, "median": 5,
        "share": 50,
    }  # fmt: skip
    with pytest.raises(Refused):
        writing.withdraw(world.ctx("participant"), proposal=row)
    told = registry.stories(world.viewer(), [("proposals.proposal", row.pk)])
    assert [step.station for step in told] == ["proposal", "answer"]


def test_a_second_person_decides_on_an_objection(world: World) -> None:
    row = proposed(world, open_process(world))
    moderation.hide(world.ctx("moderator"), proposal=row, rule="insult", facts=REASON)
    assert world.client().get(row.get_absolute_url()).status_code == 404
    assert world.client("participant").get(row.get_absolute_url()).status_code == 200
    with pytest.raises(Refused):
        moderation.appeal(world.ctx("editor"), proposal=row, text="не е вярно")
    moderation.appeal(world.ctx("participant"), proposal=row, text="Не обиждам никого.")
    with pytest.raises(Refused, match="друг човек"):
        moderation.rule(world.ctx("moderator"), proposal=row, ruling="restored", reason=REASON)
    moderation.rule(world.ctx("coordinator"), proposal=row, ruling="restored", reason=REASON)
    assert world.client().get(row.get_absolute_url()).status_code == 200


def test_without_an_account_where_everybody_may(world: World) -> None:
    process = published(world, "idea_sprint", starts=0)
    typed = {"title": "Пейки на сянка", "text": "", "key": "k"}
    answer = world.client().post(f"/bg/proposals/{process.slug}/new/", typed)
    row = Proposal.objects.get()
    assert (row.state, row.author) == ("waiting", ""), "without JavaScript a moderator reads first"
    mine = world.client().get(answer["Location"])
    assert row.receipt in mine.content.decode()
    closed: Any = open_process(world, title=texts(bg="Само с профил"))
    answer = world.client().post(f"/bg/proposals/{closed.slug}/new/", {**typed, "key": "l"})
    assert "sign-in" in answer["Location"]
    assert Proposal.objects.count() == 1


def test_paper_has_the_same_days_and_rights(world: World) -> None:
    process = open_process(world)
    said = {"process": process, "title": "По-широк тротоар", "text": "", "lang": "bg"}
    row = writing.enter(world.ctx("notetaker"), **said)
    assert (row.channel, row.state) == ("paper", "published")
    assert row.answer_due
    with pytest.raises(Refused):
        writing.enter(world.ctx("participant"), **said)


def test_a_closed_stage_says_when_it_was_open(world: World) -> None:
    process = published(world, "idea_sprint", starts=-30)
    with pytest.raises(Refused, match="се затвори „"):
        drafted(world, process)
