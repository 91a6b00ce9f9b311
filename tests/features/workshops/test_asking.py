"""What an event asks of those who express interest: from the editor to the table."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.features.workshops import build
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import interests
from zaedno.features.workshops.actions.asking import ask_interested
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.platform.forms.actions.editing import write_question
from zaedno.platform.forms.models import Question, Reply

HERE = "/bg/workshops/needs/interest/"


def asking(world: World) -> tuple[Workshop, dict[str, Question]]:
    """How many come, whether a meal is needed, and only then which one."""
    event = build.event(world)
    ctx = world.ctx("coordinator")
    form = ask_interested(ctx, event=event)
    page = form.pages.get()
    made: dict[str, Question] = {
        "people": write_question(
            ctx, page=page, kind="number", text=texts(bg="Колко идват?"), required=True
        ),
        "meal": write_question(
            ctx, page=page, kind="single", text=texts(bg="Обяд?"),
            options=[{"bg": "да"}, {"bg": "не"}],
        ),
    }  # fmt: skip
    made["which"] = write_question(
        ctx, page=page, kind="short", text=texts(bg="Какъв обяд?"),
        when_question_id=made["meal"].pk, when_op="is", when_value="1",
    )  # fmt: skip
    return event, made


def typed(world: World, **more: Any) -> dict[str, Any]:
    return {
        "organisation_name": "Примерен клуб",
        "kind": build.kind(world).pk,
        "contribution": "Връзка с училищата",
        "mailbox": "club@sample.example",
        "consent_processing": "on",
        **more,
    }


def test_asked_answered_and_read_without_an_account(world: World) -> None:
    _event, asked = asking(world)
    people, meal, which = (asked[name].pk for name in ("people", "meal", "which"))
    client = world.client()
    page = client.get(HERE).content.decode()
    assert "Колко идват?" in page
    assert "Какъв обяд?" not in page, "it hangs on an answer"
    bare = client.post(HERE, typed(world, drawn=[people, meal], key="a"))
    assert bare.status_code == 422, "a needed answer is missing"
    first = typed(world, drawn=[people, meal], **{f"q{people}": "2", f"q{meal}": "1"})
    again = client.post(HERE, {**first, "key": "b"})
    assert again.status_code == 422
    assert "Какъв обяд?" in again.content.decode(), "what the answer opened is asked now"
    assert "отвори още един въпрос" in again.content.decode()
    assert 'value="Примерен клуб"' in again.content.decode()
    assert not Interest.objects.exists()
    whole = {**first, "drawn": [people, meal, which], f"q{which}": "без месо", "key": "c"}
    private = client.post(HERE, whole)["Location"]
    told = client.get(private).content.decode()
    assert "без месо" in told
    assert Reply.objects.get().sheet == Interest.objects.get().receipt
    queue = world.client("coordinator").get("/bg/workshops/interests/").content.decode()
    assert "без месо" in queue
    assert "Какъв обяд?" in queue


def test_answers_are_the_coordinators_and_small_counts_stay_hidden(world: World) -> None:
    event, asked = asking(world)
    answers = {str(asked["people"].pk): 3.0, str(asked["meal"].pk): {"chosen": ["2"]}}
    for number in range(4):
        interests.express_interest(
            world.ctx(), event=event, answers=answers,
            application=build.application(world, organisation_name=f"Клуб {number}"),
        )  # fmt: skip
    staff, page = world.client("coordinator"), f"{HERE}answers/"
    assert staff.get(page).content.decode().count("Отговорили са по-малко от пет") == 3
    assert "Клуб 3" in staff.get(page).content.decode()
    for role in ("participant", "editor"):
        assert world.client(role).get(page).status_code == 403
        assert world.client(role).get(f"{HERE}answers.csv").status_code == 403
    sent: Any = staff.get(f"{HERE}answers.csv")
    table = b"".join(sent.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["organisation"] for line in lines] == [f"Клуб {n}" for n in range(4)]
    assert list(lines[0].values())[5:] == ["3.0", "2", ""]
    with pytest.raises(Refused):
        ask_interested(world.ctx("participant"), event=event)


def test_withdrawing_deletes_the_answers(world: World) -> None:
    event, asked = asking(world)
    row = interests.express_interest(
        world.ctx(), event=event, application=build.application(world),
        answers={str(asked["people"].pk): 1.0},
    )  # fmt: skip
    interests.withdraw_interest(world.ctx(), interest=row)
    assert not Reply.objects.exists()


def test_personal_numbers_and_missing_answers_stop_the_whole(world: World) -> None:
    event, asked = asking(world)
    people, meal = str(asked["people"].pk), str(asked["meal"].pk)
    given: list[dict[str, Any]] = [
        {},
        {people: 1.0, meal: {"chosen": ["1"]}, str(asked["which"].pk): "тел. 0888 123 456"},
    ]
    for answers in given:
        with pytest.raises(Refused):
            interests.express_interest(
                world.ctx(), event=event, application=build.application(world), answers=answers
            )
    assert not Interest.objects.exists()
