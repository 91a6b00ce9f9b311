"""Large forms are counted by the schedule; their pages read what it left."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.surveys.build import chose, opened
from tests.world import World
from zaedno.features.surveys.actions import making, results
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.forms.queries import tallies
from zaedno.platform.forms.schedule import count_due


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tallies, "FEW", 5)


def sent(world: World, survey: Survey, asked: dict[str, Question], count: int) -> None:
    Reply.objects.bulk_create(
        Reply(
            city=world.city,
            form=survey.form,
            state=Reply.State.SENT,
            lang="bg",
            answers={str(asked["how"].pk): chose("1"), str(asked["well"].pk): 4},
        )
        for _one in range(count)
    )


def desk(world: World, survey: Survey, query: str = "") -> str:
    client = world.client("coordinator")
    shown: Any = client.get(f"/bg/surveys/{survey.slug}/results/all/{query}")
    return str(shown.content.decode())


def test_many_replies_are_counted_beforehand(world: World) -> None:
    survey, asked = opened(world)
    sent(world, survey, asked, 5)
    assert count_due() == 0
    assert "5 от 5" in desk(world, survey)
    sent(world, survey, asked, 2)
    assert "Броят се" in desk(world, survey)
    assert count_due() == 1
    assert count_due() == 0
    assert "7 от 7" in desk(world, survey)
    sent(world, survey, asked, 1)
    assert "След това е дошъл 1 отговор" in desk(world, survey)
    assert "7 от 7" in desk(world, survey)
    assert count_due() == 1
    assert "8 от 8" in desk(world, survey)
    assert "<table" in desk(world, survey, "?by=Q1")


def test_the_page_of_many_replies_reads_none_of_them(world: World) -> None:
    survey, asked = opened(world)
    sent(world, survey, asked, 9)
    count_due()
    with CaptureQueriesContext(
        connection,
    ) as told:
        desk(world, survey)
    assert not [one for one in told if '"answers"' in one["sql"]]


def test_what_is_published_holds_all_replies(world: World) -> None:
    survey, asked = opened(world)
    sent(world, survey, asked, 9)
    count_due()
    sent(world, survey, asked, 1)
    making.close(world.ctx("coordinator"), survey=survey)
    ctx = world.ctx("coordinator")
    made = results.publish_result(ctx, survey=survey, question=asked["how"])
    assert made.data["answered"] == 10
    by = results.publish_result(ctx, survey=survey, question=asked["how"], by=asked["well"])
    assert by.data["total"] == 10
