"""A draft is in its author's own copy while it lives, and nobody else's; the promise stays."""

from __future__ import annotations

import json
from typing import Any

from tests.features.surveys.build import chose, opened, replied
from tests.world import World
from zaedno.core.models import Event
from zaedno.features.surveys.actions import making, paper, replies
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.people.exports import my_data


def told(world: World, role: str, label: str = "forms.reply") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = my_data(world.viewer(role))["kept"][label]
    return found


def begun(world: World) -> tuple[Survey, dict[str, Question]]:
    survey, asked = opened(world)
    answers = {str(asked["how"].pk): chose("2"), str(asked["line"].pk): "94 към Дървеница"}
    replies.keep(world.ctx("participant"), survey=survey, answers=answers)
    return survey, asked


def test_a_draft_is_told_in_words_to_its_author_alone(world: World) -> None:
    survey, _asked = begun(world)
    (mine,) = told(world, "participant")
    assert mine["state"] == "draft"
    assert mine["form"] == f"surveys.survey:{survey.pk}"
    assert mine["answers"] == [
        {"question": "Как?", "answer": "С автобус"},
        {"question": "Коя линия?", "answer": "94 към Дървеница"},
    ]
    assert told(world, "editor") == told(world, "coordinator") == []
    page = world.client("participant").get("/bg/people/me/data/")
    assert page.status_code == 200
    assert "94 към Дървеница" in json.dumps(json.loads(page.content), ensure_ascii=False)


def test_a_reply_that_counts_tells_that_it_does_and_not_what(world: World) -> None:
    survey, asked = opened(world)
    receipt = replied(world, survey, "participant", {asked["how"]: chose("1"), asked["well"]: 4})
    (mine,) = told(world, "participant")
    assert (mine["state"], mine["answers"]) == ("sent", None)
    assert mine["receipt"] == Reply.objects.get().receipt
    assert receipt


def test_after_the_closing_nobody_can_tell_whose_it_was(world: World) -> None:
    survey, asked = begun(world)
    replied(world, survey, "editor", {asked["how"]: chose("1"), asked["well"]: 4})
    making.close(world.ctx("coordinator"), survey=survey)
    assert told(world, "participant") == told(world, "editor") == []
    assert Reply.objects.count() == 1


def test_whoever_types_a_sheet_in_is_told_which_and_no_answers(world: World) -> None:
    survey, asked = opened(world)
    answers = {str(asked["how"].pk): chose("1")}
    paper.enter(world.ctx("notetaker"), survey=survey, sheet="7", answers=answers)
    (mine,) = told(world, "notetaker")
    assert (mine["sheet"], mine["answers"]) == ("7", None)


def test_making_the_copy_writes_nothing_about_the_reply(world: World) -> None:
    begun(world)
    before = list(Reply.objects.values()), Event.objects.count()
    told(world, "participant")
    assert (list(Reply.objects.values()), Event.objects.count()) == before
