"""Processes: recipe to draft, checklist to publication, moved ends, what was kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.platform.processes.build import READY, midnight, planned, published
from tests.world import World
from zaedno.algorithms.stages import Span
from zaedno.core import clock, registry
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.platform.notifications.actions import follow
from zaedno.platform.notifications.models import Message
from zaedno.platform.processes import actions, rules
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows, things
from zaedno.platform.processes.recipes import recipes

WHY = texts(bg="Поради празниците", en="Because of the holidays")


def test_ten_recipes_and_what_each_lacks() -> None:
    found = recipes()
    assert len(found) == 10
    there = set(registry.methods())
    for recipe in found.values():
        assert set(recipe.missing) == {s.method for s in recipe.steps} - there
        assert all(s.days for s in recipe.steps[:-1]), f"{recipe.id}: an end in the middle"
        assert {"bg", "en"} <= set(recipe.title), recipe.id
    assert found["proposal_call"].missing == []


def test_a_recipe_makes_stages_that_follow_one_another(world: World) -> None:
    row = planned(world)
    stages = list(rows.stages(world.viewer("coordinator"), row.pk))
    assert [one.method for one in stages] == ["information", "proposals", "answer", "control"]
    assert [one.closes_at for one in stages[:-1]] == [one.opens_at for one in stages[1:]]
    assert stages[-1].closes_at is None
    assert stages[1].who == {"submit": "account", "support": "email"}
    facts = Event.objects.get(verb="processes.plan").facts
    assert facts == {"recipe": "proposal_call", "promise": "involve"}


def test_a_draft_is_the_planners(world: World) -> None:
    row = planned(world)
    assert rows.processes(world.viewer()).count() == 0
    assert world.client().get(row.get_absolute_url()).status_code == 404
    assert world.client("coordinator").get(row.get_absolute_url()).status_code == 200
    with pytest.raises(Refused):
        actions.plan(
            world.ctx("editor"), recipe=recipes()["idea_sprint"], title=WHY, question=WHY,
            purpose=WHY, promise="consult", scope="dec", owner=WHY, starts_at=midnight(1),
        )  # fmt: skip


def test_publishing_asks_for_the_whole_checklist(world: World) -> None:
    row = planned(world)
    with pytest.raises(Refused, match="Списъкът за проверка"):
        actions.publish(world.ctx("coordinator"), process=row)
    actions.tick(world.ctx("coordinator"), process=row, ready={**READY, "inclusion": "  "})
    with pytest.raises(Refused, match="незрящи"):
        actions.publish(world.ctx("coordinator"), process=row)
    actions.tick(world.ctx("coordinator"), process=row, ready=READY)
    assert actions.publish(world.ctx("coordinator"), process=row).state == "public"


def test_a_missing_method_is_named(world: World) -> None:
    row = planned(world, "petition_round")
    actions.tick(world.ctx("coordinator"), process=row, ready=READY)
    with pytest.raises(Refused, match="petition"):
        actions.publish(world.ctx("coordinator"), process=row)


def test_stages_that_overlap_are_refused_and_nothing_changes(world: World) -> None:
    row = planned(world)
    before = list(rows.stages(world.viewer("coordinator"), row.pk).values_list("opens_at"))
    given: list[dict[str, Any]] = [
        {"title": WHY, "text": texts(), "opens_at": midnight(i), "closes_at": midnight(i + 2),
         "who": "account"}
        for i in range(4)
    ]  # fmt: skip
    with pytest.raises(Refused, match="Етап 2"):
        actions.set_stages(world.ctx("coordinator"), process=row, stages=given)
    assert list(rows.stages(world.viewer("coordinator"), row.pk).values_list("opens_at")) == before


def test_an_end_is_moved_with_its_reason(world: World) -> None:
    row = published(world, "idea_sprint", starts=0)
    ideas = rows.stages(world.viewer("coordinator"), row.pk)[0]
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused, match="Етап 2"):
        actions.extend(ctx, stage=ideas, closes_at=midnight(40), reason=WHY)
    with pytest.raises(Refused, match="след сегашния"):
        actions.extend(ctx, stage=ideas, closes_at=ideas.closes_at, reason=WHY)
    closed = actions.close_stage(ctx, stage=ideas, reason=WHY)
    assert closed.changes.get().reason == WHY
    with pytest.raises(Refused, match="минал"):
        actions.extend(ctx, stage=closed, closes_at=midnight(5), reason=WHY)
    assert "Поради празниците" in world.client().get(row.get_absolute_url()).content.decode()


def test_less_than_promised_needs_a_reason(world: World) -> None:
    row = published(world, "idea_sprint", starts=0)
    with clock.at(midnight(60)):
        ctx = world.ctx("coordinator")
        with pytest.raises(Refused, match="по-малко"):
            actions.conclude(ctx, process=row, kept="inform", kept_reason=texts())
        done = actions.conclude(ctx, process=row, kept="inform", kept_reason=WHY)
    assert (done.state, done.kept) == ("concluded", "inform")
    told = registry.stories(world.viewer(), [("processes.process", row.pk)])
    assert any("спазено" in step.text for step in told)
    with clock.at(midnight(61)):
        page = world.client().get(row.get_absolute_url()).content.decode()
    assert "предстои" not in page, "a stage without an end is over with its process"


def test_a_process_is_not_concluded_while_a_stage_is_to_come(world: World) -> None:
    row = published(world, "idea_sprint", starts=0)
    with pytest.raises(Refused):
        actions.conclude(world.ctx("coordinator"), process=row, kept="involve", kept_reason=WHY)


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(-1, "се отваря „"), (0, ""), (9, ""), (10, "се затвори „")],
)
def test_a_closed_stage_says_when(world: World, seconds: int, says: str) -> None:
    opens = datetime.fromisoformat("2027-03-12T18:00:00+02:00")
    span = Span(opens, opens + timedelta(seconds=10))
    stage = rules.StageFacts("Предложения", "proposals", span, {"submit": "everybody"})
    moment = opens + timedelta(seconds=seconds)
    verdict = rules.may_take_part(world.viewer(), stage, "submit", moment)
    assert bool(verdict) is not bool(says)
    assert says in str(verdict.reason)


def test_who_may_is_asked_by_verb(world: World) -> None:
    span = Span(midnight(-1))
    stage = rules.StageFacts("x", "proposals", span, {"a": "everybody", "b": "organisation"})
    now = clock.now()
    assert rules.may_take_part(world.viewer(), stage, "a", now)
    assert not rules.may_take_part(world.viewer(), stage, "b", now)
    assert not rules.may_take_part(world.viewer("participant"), stage, "b", now)
    assert not rules.may_take_part(world.viewer(), stage, "unknown", now)
    assert rules.may_take_part(world.viewer("participant"), stage, "unknown", now)


def test_cards_follow_the_stage(world: World) -> None:
    published(world, "idea_sprint", starts=0)
    published(world, "proposal_call", starts=5, title=texts(bg="Друг", en="Other"))
    cards = {card.title: card for card in things.home_cards(world.viewer())}
    assert cards["Път до училище"].group == "open"
    assert cards["Път до училище"].for_whom == "всеки, без регистрация"
    assert cards["Друг"].group == "coming"


def test_the_coordinator_goes_from_recipe_to_publication(world: World) -> None:
    client = world.client("coordinator")
    assert "Покана за предложения" in client.get("/bg/processes/new/").content.decode()
    typed = {
        "title_bg": "Сянка", "question_bg": "Къде липсва сянка?", "purpose_bg": "За план.",
        "promise": "consult", "scope": "dev", "owner_bg": "Паркове", "answer_days": "10",
        "starts": midnight(1).date().isoformat(), "key": "one",
    }  # fmt: skip
    answer = client.post("/bg/processes/new/proposal_call/", typed)
    row = Process.objects.get()
    assert answer["Location"] == f"/bg/processes/{row.slug}/stages/"
    page = client.get(answer["Location"])
    assert page.status_code == 200
    forms = {}
    for stage in rows.stages(world.viewer("coordinator"), row.pk):
        name = f"stage{stage.position}"
        forms |= {
            f"{name}-title_bg": stage.title["bg"],
            f"{name}-opens": stage.opens_at.date().isoformat(),
            f"{name}-closes": "",
            f"{name}-who": "everybody",
        }
    wrong = client.post(answer["Location"], {**forms, "key": "two"})
    assert wrong.status_code == 422
    assert "няма край" in wrong.content.decode()
    assert 'value="Предложения"' in wrong.content.decode(), "nothing typed is lost"
    client.post(f"/bg/processes/{row.slug}/ready/", {**READY, "key": "three"})
    client.post(f"/bg/processes/{row.slug}/publish/", {"key": "four"})
    row.refresh_from_db()
    assert row.state == "public"
    assert "Къде липсва сянка?" in world.client().get("/en/processes/").content.decode()


def test_pages_ask_as_many_questions_for_one_as_for_many(
    world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        published(world, starts=number, title=texts(bg=f"Процес {number}"))
    client = world.client()
    client.get("/bg/processes/")
    with django_assert_max_num_queries(12):
        client.get("/bg/processes/")


def test_who_follows_hears_that_an_end_was_moved(world: World) -> None:
    row = published(world, "idea_sprint", starts=0)
    world.hear()
    follow(world.ctx("participant"), kind=things.PROCESS, ident=str(row.pk))
    ideas = rows.stages(world.viewer("coordinator"), row.pk)[0]
    actions.close_stage(world.ctx("coordinator"), stage=ideas, reason=WHY)
    world.hear()
    letter = Message.objects.get(kind="notifications.news")
    assert "Път до училище" in letter.subject + letter.body
