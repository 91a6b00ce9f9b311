"""Declared groups, and those who took part beside them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.surveys.build import drafted, opened, page
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.population import actions, queries, rules
from zaedno.platform.population.models import Group

SOURCE = texts(bg="Преброяване", en="Census")
AGES = "young; 14–44 г.; 14–44; 600 000\nold; над 44 г.; over 44; 400 000"


def declared(world: World, written: str = AGES, feature: str = "age") -> None:
    groups, verdict = rules.read(written)
    assert verdict
    ctx = world.ctx("coordinator")
    actions.declare(ctx, feature=feature, groups=groups, as_of=When.parse("2021-09"), source=SOURCE)


def test_a_new_list_takes_the_place_of_the_old_one(world: World) -> None:
    declared(world)
    declared(world, "all; всички; all; 5\nnone; никой; nobody; 0")
    assert [row.code for row in Group.objects.all()] == ["all", "none"]
    assert Event.objects.filter(verb="population.declare").count() == 2
    with pytest.raises(Refused):
        actions.declare(
            world.ctx("editor"),
            feature="age",
            groups=[],
            as_of=When.parse("2021-09"),
            source=SOURCE,
        )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "Попълнете това поле"),
        ("a; а; a; 5", "поне две групи"),
        ("a; а; a; 5\na; б; b; 6", "се повтаря"),
        ("a; а; a; 5\nb; б; b; много", "Ред 2: „много“ не е брой хора."),
        ("a; а; a; -5\nb; б; b; 6", "Ред 1: „-5“ не е брой хора."),
        ("a; а; a\nb; б; b; 6", "Ред 1: напишете код"),
        ("Ю г; а; a; 5\nb; б; b; 6", "Ред 1: кодът „Ю г“"),
        ("a; а; a; 0\nb; б; b; 0", "Никоя група няма хора"),
        ("\n".join(f"g{n}; г; g; 1" for n in range(61)), "Най-много 60"),
    ],
)
def test_a_wrong_list_is_named_by_its_line(world: World, written: str, says: str) -> None:
    client = world.client("coordinator")
    sent = {"groups": written, "source_bg": "НСИ", "as_of_year": "2021"}
    answer = client.post("/bg/population/age/edit/", sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Group.objects.exists()


def test_declared_by_the_form_and_read_by_everybody(world: World) -> None:
    client = world.client("coordinator")
    sent = {"groups": AGES, "source_bg": "Преброяване", "as_of_day": "m", "as_of_month": "9",
            "as_of_year": "2021"}  # fmt: skip
    assert client.post("/bg/population/age/edit/", sent).status_code == 302
    shown = world.client().get("/bg/population/").content.decode()
    assert "14–44 г." in shown
    assert "Преброяване" in shown
    assert "600 000" in client.get("/bg/population/age/edit/").content.decode().replace(
        "600000", "600 000"
    )
    assert world.client("editor").get("/bg/population/age/edit/").status_code == 403


def test_shares_beside_shares(world: World) -> None:
    declared(world)
    viewer = world.viewer()
    (table,) = queries.compared(viewer, {("age", "young"): 90, ("age", "old"): 10})
    assert [line.verdict for line in table.lines] == ["more", "less"]
    assert [round(line.wanted_percent) for line in table.lines] == [60, 40]
    assert [line.group.code for line in table.missing] == ["old"]
    (table,) = queries.compared(viewer, {("age", "young"): 6, ("age", "old"): 5})
    assert [line.verdict for line in table.lines] == ["alike", "alike"], "chance may do that"


def test_small_groups_are_not_shown(world: World) -> None:
    declared(world)
    (table,) = queries.compared(world.viewer(), {("age", "young"): 40, ("age", "old"): 2})
    assert [line.people for line in table.lines] == [None, None], "the total would tell the other"
    assert table.plain()["groups"][1]["took_part"] is None
    (table,) = queries.compared(world.viewer(), {("age", "young"): 3})
    assert not table.enough
    assert table.plain()["total"] is None
    assert not queries.compared(world.viewer(), {})


def _replied(survey: Any, question: Question, option: str, times: int) -> None:
    Reply.objects.bulk_create(
        Reply(
            city_id=survey.city_id,
            form=survey.form,
            state="sent",
            lang="bg",
            receipt=f"R{option}{number}",
            answers={str(question.pk): {"chosen": [option]}},
        )
        for number in range(times)
    )


def test_a_survey_asks_for_declared_groups_and_counts_them(world: World) -> None:
    declared(world)
    survey, _asked = opened(world)
    Reply.objects.all().delete()
    made = Question.objects.create(
        page=page(world, survey), position=9, kind="single", text=texts(bg="Възраст"),
        options=[{"bg": "14–44"}, {"bg": "над 44"}], feature="age", groups=["young", "old"],
    )  # fmt: skip
    _replied(survey, made, "1", 7)
    _replied(survey, made, "2", 3)
    counted = forms.grouped(world.viewer(), survey.form)
    assert counted == [("age", "young", 7), ("age", "old", 3)]


def test_the_question_comes_from_the_declared_groups(world: World) -> None:

    survey = drafted(world)
    on = page(world, survey)
    client = world.client("coordinator")
    address = f"/bg/forms/pages/{on.pk}/group/"
    client.post(address, {"feature": "age"})
    assert not Question.objects.exists(), "nothing is declared yet"
    declared(world)
    assert client.post(address, {"feature": "age"}).status_code == 302
    made = Question.objects.get()
    assert (made.groups, made.required) == (["young", "old"], False)
    with pytest.raises(Refused, match="запазете всички"):
        editing.write_question(
            world.ctx("coordinator"), page=on, question=made, options=[{"bg": "само едно"}]
        )
    assert client.post(address, {"feature": "shoe"}).status_code == 404
    assert world.client("participant").post(address, {"feature": "age"}).status_code == 403
