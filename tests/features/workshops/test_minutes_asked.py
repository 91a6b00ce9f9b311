"""What was asked besides polls stands in the minutes, in the tables and on the slides."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import Any

import pytest
from django.utils.translation import override

from tests.features.workshops import rooms
from tests.features.workshops.test_everything import body
from tests.features.workshops.test_poll_actions import Room
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.workshops.actions import consent, maps, priorities, questions
from zaedno.features.workshops.exports.minutes import markdown, sections
from zaedno.features.workshops.models.consent import Objection
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import slides


@pytest.fixture
def room(world: World) -> Room:
    made = Room(world)
    made.event.refresh_from_db()
    return made


def told(room: Room, lang: str = "bg") -> str:
    viewer = room.world.viewer("notetaker", lang=lang)
    with override(lang):
        text = markdown(viewer, room.event, None, sections(viewer, room.event, None))
    return text.replace("\xa0", " ").replace("\\", "")


def rows(room: Room, name: str) -> list[dict[str, str]]:
    text = body(room.world, room.event, f"{name}.csv").removeprefix("\ufeff")
    return list(csv.DictReader(StringIO(text)))


def slide_words(room: Room) -> str:
    with override("bg"):
        return json.dumps(slides.slides(room.world.viewer(), room.event), ensure_ascii=False)


def asked(room: Room) -> None:
    youth = rooms.kind(room.world, room.event, "youth", came=3)
    ask: dict[str, Any] = {"workshop": room.event}
    first = room.lead(
        questions.ask_for_city,
        **ask,
        text=texts(bg="Колко души ще доведете?", en="How many people will you bring?"),
        kind_id=youth.pk,
    )
    room.lead(questions.ask_for_city, **ask, text=texts(bg="Кои данни Ви трябват?"))
    room.lead(questions.enter_question, **ask, text=texts(bg="Кога започва ремонтът?"))
    hidden = room.lead(questions.enter_question, **ask, text=texts(bg="Скрит въпрос?"))
    room.lead(questions.hide_question, question=hidden)
    room.lead(
        questions.answer_question,
        question=first,
        answer=texts(bg="Около 120 души.", en="About 120 people."),
        answered_by="Младежки съвет",
    )


def test_questions_of_both_sides_are_told_with_answers_and_counts(room: Room) -> None:
    asked(room)
    said = told(room)
    assert "## Въпроси и отговори" in said
    assert "Зададени са 2 въпроса; с отговор: 1, без отговор: 1." in plain(said)
    assert "Зададен е 1 въпрос; с отговор: 0, без отговор: 1." in plain(said)
    assert "Отговор на Младежки съвет: „Около 120 души.“" in plain(said)
    assert "„Кои данни Ви трябват?“ Чака отговор." in plain(said)
    assert "Скрит въпрос" not in said
    english = plain(told(room, "en"))
    assert "2 questions were asked; answered: 1, open: 1." in english
    assert "Answer of Младежки съвет: “About 120 people.”" in english
    table = rows(room, "questions")
    assert [(r["asked_by"], r["to"], r["state"]) for r in table] == [
        ("city", "youth", "answered"),
        ("city", "", "open"),
        ("people", "", "open"),
    ]
    shown = slide_words(room)
    assert "Около 120 души." in shown
    assert "Зададени са 2 въпроса" in shown


def plain(text: str) -> str:
    """Without the addresses behind the figures."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)


def test_a_consent_round_stands_with_its_objections(room: Room) -> None:
    made = room.lead(
        consent.propose_consent, workshop=room.event, proposal={"bg": "Отговор в 30 дни."}
    )
    people = room.join(6)
    for ctx in people[:5]:
        consent.take_stand(ctx, round=made, value="agree")
    consent.take_stand(people[5], round=made, value="object", reason="Няма хора.")
    assert "Отговор в 30 дни" not in told(room)  # nothing is told before it is closed
    assert rows(room, "consent")[0]["agree"] == ""
    room.lead(consent.close_consent, round=made)
    answer = {"bg": "Наемаме двама."}
    room.lead(consent.answer_objection, objection=Objection.objects.get(), answer=answer)
    room.lead(consent.adopt_consent, round=made)
    said = plain(told(room))
    assert "Съгласни: 5; могат да го приемат: 0; възразяват: 1." in said
    assert "Предложението беше прието със съгласие." in said
    assert "Възражение: „Няма хора.“ Отговор: „Наемаме двама.“" in said
    assert (rows(room, "consent")[0]["agree"], rows(room, "consent")[0]["object"]) == ("5", "1")
    assert rows(room, "objections")[0]["answer_bg"] == "Наемаме двама."


def test_kinds_stand_beside_each_other_in_minutes_and_on_slides(room: Room) -> None:
    ngo = rooms.kind(room.world, room.event, "ngo", 0)
    firm = rooms.kind(room.world, room.event, "firm", 0)
    town = rooms.kind(room.world, room.event, "town", 0)
    made = room.lead(
        consent.propose_consent, workshop=room.event, proposal={"bg": "Отговор в 30 дни."}
    )
    options = [{"text": {"bg": name}} for name in ("Първо", "Второ", "Трето")]
    order = room.lead(
        priorities.ask_priorities,
        workshop=room.event,
        kind="pairs",
        question=texts(bg="Кое първо?"),
        options=options,
    )
    room.lead(priorities.open_priorities, priorities=order)
    answers = ((6, ngo, "agree"), (5, firm, "object"), (2, town, "agree"), (3, None, "agree"))
    for many, kind, stand in answers:
        for at, ctx in enumerate(room.join(many, kind)):
            chosen = stand if at else "live"
            reason = "Няма хора." if chosen == "object" else ""
            consent.take_stand(ctx, round=made, value=chosen, reason=reason)
            first = 1 if kind == ngo else 2
            priorities.prefer(ctx, priorities=order, left=1, right=2, chosen=first)
    room.lead(consent.close_consent, round=made)
    room.lead(priorities.close_priorities, priorities=order)
    room.lead(priorities.publish_priorities, priorities=order)
    said = plain(told(room))
    assert said.count("По вид организация, всяка с поне пет отговора:") == 2
    assert "ngo (6 отговора): съгласен съм: 5 (83 %); приемам, макар и с резерви: 1 (17 %)" in said
    assert "firm (5 отговора): съгласен съм: 0 (0 %); приемам, макар и с резерви: 1 (20 %)" in said
    assert "town (" not in said  # two answers, and they can't be worked out either
    assert "От показаните видове организации възразяват само" in said
    shown = slide_words(room)
    assert "ngo (6 отговора)" in shown
    assert "town (" not in shown


def test_orders_stand_with_how_sure_they_are(room: Room) -> None:
    options = [{"text": {"bg": name}} for name in ("Първо", "Второ", "Трето")]
    made = room.lead(
        priorities.ask_priorities,
        workshop=room.event,
        kind="pairs",
        question=texts(bg="Кое първо?"),
        options=options,
    )
    room.lead(priorities.open_priorities, priorities=made)
    for ctx in room.join(5):
        priorities.prefer(ctx, priorities=made, left=1, right=2, chosen=1)
        priorities.prefer(ctx, priorities=made, left=2, right=3, chosen=2)
    room.lead(priorities.close_priorities, priorities=made)
    assert rows(room, "priorities") == []
    room.lead(priorities.publish_priorities, priorities=made)
    said = plain(told(room))
    assert "1. „Първо“ печели" in said
    assert "мястото му може да е" in said
    table = rows(room, "priorities")
    assert [row["option_bg"] for row in table] == ["Първо", "Второ", "Трето"]
    assert all(float(row["low"]) < float(row["wins"]) < float(row["high"]) for row in table)
    assert "Първо" in slide_words(room)


def test_the_tree_and_the_influence_that_was_published(room: Room) -> None:
    event: Workshop = room.event
    problem = room.lead(
        maps.grow_tree, workshop=event, part="problem", text=texts(bg="Никой не отговаря.")
    )
    room.lead(
        maps.grow_tree, workshop=event, part="cause", parent=problem, text=texts(bg="Няма срок.")
    )
    youth = rooms.kind(room.world, event, "youth", came=3)
    room.lead(maps.rate_influence, workshop=event, kind_id=youth.pk, power=2, interest=5)
    said = plain(told(room))
    assert "Проблемът: „Никой не отговаря.“" in said
    assert "Причина: „Няма срок.“" in said
    assert "интерес 5" not in said
    assert rows(room, "influence") == []
    assert [row["hangs_on"] for row in rows(room, "problem_tree")] == ["", str(problem.pk)]
    room.lead(maps.publish_influence, workshop=event)
    assert "влияние 2, интерес 5" in plain(told(room))
    assert rows(room, "influence")[0]["field"] == "informed"


def test_a_tree_becomes_a_tree_of_goals_as_a_whole(room: Room) -> None:
    event: Workshop = room.event
    problem = room.lead(
        maps.grow_tree, workshop=event, part="problem", text=texts(bg="Никой не отговаря.")
    )
    cause = room.lead(
        maps.grow_tree, workshop=event, part="cause", parent=problem, text=texts(bg="Няма срок.")
    )
    client = room.world.client("facilitator")
    url = f"/bg/workshops/boards/tree/{problem.pk}/goals/"
    half = client.post(url, {f"goal_{problem.pk}_bg": "Всеки получава отговор."})
    assert "Изразете като цел и: „Няма срок.“" in half.content.decode()
    assert "Всеки получава отговор." in half.content.decode()  # nothing typed is lost
    problem.refresh_from_db()
    assert not problem.goal
    both = {f"goal_{problem.pk}_bg": "Всеки получава отговор.", f"goal_{cause.pk}_bg": "Има срок."}
    page = client.post(url, both, follow=True).content.decode()
    assert "Всеки получава отговор." in page
    assert "Никой не отговаря." in page  # beside it
    said = plain(told(room))
    assert "Превърнат в цели: „Всеки получава отговор.“" in said
    assert "Средство: „Има срок.“" in said
    assert [r["goal_bg"] for r in rows(room, "problem_tree")] == [
        "Всеки получава отговор.",
        "Има срок.",
    ]
