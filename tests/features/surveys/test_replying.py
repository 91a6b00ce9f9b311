"""Replying page by page without JavaScript: logic, drafts, one reply each, nothing lost."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.features.surveys.build import chose, drafted, opened, replied, with_logic
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.core.models import Receipt as FormReceipt
from zaedno.core.verdict import Refused
from zaedno.features.surveys.actions import making, replies
from zaedno.features.surveys.schedule import close_due
from zaedno.platform.forms.models import Question, Reply


def post(client: Client, address: str, key: str = "", **data: Any) -> Any:
    return client.post(address, {"key": key or repr(data) + address, "go": "next", **data})


def name(question: Question) -> str:
    return f"q{question.pk}"


def test_the_second_page_opens_by_the_answer_on_the_first(world: World) -> None:
    survey, q = opened(world)
    client, home = world.client(), f"/bg/surveys/{survey.slug}"
    assert "Страница 1 от 2" in client.get(f"{home}/page/1/").content.decode()
    answer = post(client, f"{home}/page/1/", **{name(q["how"]): "2"})
    assert answer["Location"] == f"{home}/page/2/"
    answer = post(client, f"{home}/page/2/", **{name(q["line"]): "94"})
    assert answer["Location"] == f"{home}/page/3/"
    answer = post(client, f"{home}/page/3/", **{name(q["well"]): "4"})
    assert "/received/" in answer["Location"]
    reply = Reply.objects.get()
    assert reply.answers == {
        str(q["how"].pk): chose("2"),
        str(q["line"].pk): "94",
        str(q["well"].pk): 4,
    }
    assert reply.receipt in client.get(answer["Location"]).content.decode()


def test_going_back_keeps_and_a_changed_answer_takes_along_what_it_opened(world: World) -> None:
    survey, q = opened(world)
    client, home = world.client(), f"/bg/surveys/{survey.slug}"
    client.get(f"{home}/page/1/")
    post(client, f"{home}/page/1/", **{name(q["how"]): "2"})
    answer = post(client, f"{home}/page/2/", go="back", **{name(q["line"]): "94"})
    assert answer["Location"] == f"{home}/page/1/"
    assert "checked" in client.get(f"{home}/page/1/").content.decode()
    assert 'value="94"' in client.get(f"{home}/page/2/").content.decode()
    answer = post(client, f"{home}/page/1/", **{name(q["how"]): "1"})
    assert answer["Location"] == f"{home}/page/3/"
    post(client, f"{home}/page/3/")
    assert Reply.objects.get().answers == {str(q["how"].pk): chose("1"), str(q["well"].pk): None}


def test_what_is_needed_is_said_and_the_rest_stays(world: World) -> None:
    survey, _q = opened(world)
    client, address = world.client(), f"/bg/surveys/{survey.slug}/page/1/"
    client.get(address)
    answer = post(client, address)
    assert answer.status_code == 422
    assert "Изберете отговор" in answer.content.decode()


def test_a_draft_is_gone_on_with_by_its_private_link_on_another_device(world: World) -> None:
    survey, q = opened(world)
    client, home = world.client(), f"/bg/surveys/{survey.slug}"
    client.get(f"{home}/page/1/")
    answer = post(client, f"{home}/page/1/", go="later", **{name(q["how"]): "2"})
    shown = client.get(answer["Location"]).content.decode()
    link = re.search(rf'{home}/draft/[^"<]+', shown)
    assert link
    other = world.client()
    assert other.get(link[0])["Location"] == f"{home}/"
    assert "Продължи" in other.get(f"{home}/").content.decode()
    assert 'value="2"' in other.get(f"{home}/page/1/").content.decode()
    answer = post(other, f"{home}/page/2/", **{name(q["line"]): "5"})
    assert answer["Location"] == f"{home}/page/3/"
    assert Reply.objects.count() == 1
    assert other.get(link[0][:-3] + "xy/").status_code == 404


def test_one_account_one_reply(world: World) -> None:
    survey, q = opened(world)
    replied(world, survey, "participant", {q["how"]: chose("1")})
    with pytest.raises(Refused, match="по един"):
        replied(world, survey, "participant", {q["how"]: chose("2")})
    page = world.client("participant").get(f"/bg/surveys/{survey.slug}/page/1/")
    assert "/received/" in page["Location"]


def test_who_may_reply_and_when(world: World) -> None:
    survey, _q = opened(world, who="account")
    answer = world.client().post(f"/bg/surveys/{survey.slug}/page/1/", {"go": "next"})
    assert answer["Location"] == "/bg/people/sign-in/?next=/bg/identity/go-on/"
    later, _q = opened(world, opens_at=clock.now() + timedelta(days=2))
    page = world.client().get(f"/bg/surveys/{later.slug}/page/1/", follow=True)
    assert "отваря" in page.content.decode()


def test_closing_forgets_who_replied_and_drops_drafts(world: World) -> None:
    survey, q = opened(world)
    replied(world, survey, "participant", {q["how"]: chose("1")})
    replies.keep(world.ctx("editor"), survey=survey, answers={str(q["how"].pk): chose("1")})
    assert Reply.objects.exclude(token="").count() == 2
    closed = making.close(world.ctx("coordinator"), survey=survey)
    assert (closed.replied, [r.token for r in Reply.objects.all()]) == (1, [""])
    with pytest.raises(Refused, match="затвори"):
        replies.keep(world.ctx("editor"), survey=survey, answers={})
    for event in Event.objects.filter(verb__in=("surveys.reply", "surveys.keep")):
        assert (event.actor_key, event.facts, event.at.minute) == ("", {}, 0)


def test_a_survey_closes_by_itself_after_its_last_day(world: World) -> None:
    survey, _q = opened(world)
    assert close_due() == 0
    with clock.at(clock.now() + timedelta(days=6)):
        assert close_due() == 1
        assert close_due() == 0
    survey.refresh_from_db()
    assert survey.state == "closed"


def test_test_replies_are_wiped_on_publishing(world: World) -> None:
    survey, q = with_logic(world)
    replied(world, survey, "coordinator", {q["how"]: chose("1")})
    with pytest.raises(Refused):
        replied(world, survey, "participant", {q["how"]: chose("1")})
    assert world.client().get(f"/bg/surveys/{survey.slug}/").status_code == 404
    making.publish(world.ctx("coordinator"), survey=survey)
    assert not Reply.objects.exists()


def test_an_empty_survey_is_not_published(world: World) -> None:
    with pytest.raises(Refused, match="въпрос"):
        making.publish(world.ctx("coordinator"), survey=drafted(world))


def test_a_double_click_sends_once_and_shows_the_same_receipt(world: World) -> None:
    survey, q = opened(world)
    client, home = world.client("participant"), f"/bg/surveys/{survey.slug}"
    post(client, f"{home}/page/1/", **{name(q["how"]): "1"})
    answers = [post(client, f"{home}/page/3/", key="twice") for _click in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert not FormReceipt.objects.filter(verb="surveys.reply").exclude(actor="secret").exists()


def test_pages_cost_the_same_whatever_was_replied(
    world: World, django_assert_max_num_queries: Any
) -> None:
    survey, _q = opened(world)
    client = world.client()
    client.get(f"/bg/surveys/{survey.slug}/page/1/")
    with django_assert_max_num_queries(12):
        client.get(f"/bg/surveys/{survey.slug}/page/1/")
    with django_assert_max_num_queries(16):
        client.get(f"/bg/surveys/{survey.slug}/")
