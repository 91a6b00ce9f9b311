"""Surveys made by calling their actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.features.surveys.actions import making, paper, replies
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Page, Question
from zaedno.platform.forms.queries import rows as forms

WALK, RIDE = {"bg": "Пеша", "en": "On foot"}, {"bg": "С автобус", "en": "By bus"}


def drafted(world: World, **more: Any) -> Survey:
    fields: dict[str, Any] = {
        "title": texts(bg="Пътят до училище", en="The way to school"),
        "purpose": texts(bg="За проекта.", en="For the design."),
        "opens_at": clock.now() - timedelta(days=1),
        "closes_at": clock.now() + timedelta(days=5),
    }
    made: Survey = making.plan(world.ctx("coordinator"), **(fields | more))
    return made


def page(world: World, survey: Survey, number: int = 0) -> Page:
    sheets = forms.outline(world.viewer("coordinator"), survey.form).sheets  # type: ignore[arg-type]
    return sheets[number].page


def ask(world: World, on: Page, kind: str, words: str, **more: Any) -> Question:
    if kind in ("single", "multiple", "ranking", "matrix"):
        more.setdefault("options", [WALK, RIDE])
    made: Question = editing.write_question(
        world.ctx("coordinator"), page=on, kind=kind, text=texts(bg=words), **more
    )
    return made


def with_logic(world: World, **more: Any) -> tuple[Survey, dict[str, Question]]:
    """How: on foot or by bus; only who takes the bus is asked for its line; then a scale."""
    survey = drafted(world, **more)
    ctx = world.ctx("coordinator")
    how = ask(world, page(world, survey), "single", "Как?", required=True)
    second = editing.write_page(
        ctx, form=survey.form, when_question_id=how.pk, when_op="is", when_value="2"
    )
    line = ask(world, second, "short", "Коя линия?", required=True)
    third = editing.write_page(ctx, form=survey.form)
    well = ask(world, third, "scale", "Доволни ли сте?")
    return survey, {"how": how, "line": line, "well": well}


def opened(world: World, **more: Any) -> tuple[Survey, dict[str, Question]]:
    survey, asked = with_logic(world, **more)
    return making.publish(world.ctx("coordinator"), survey=survey), asked


def replied(world: World, survey: Survey, role: str, answers: dict[Question, Any]) -> str:
    told = {str(question.pk): value for question, value in answers.items()}
    replies.keep(world.ctx(role), survey=survey, answers=told)
    return replies.reply(world.ctx(role), survey=survey)  # type: ignore[no-any-return]


def on_paper(
    world: World, survey: Survey, number: int, answers: dict[Question, Any], *, counts: bool = True
) -> None:
    told = {str(question.pk): value for question, value in answers.items()}
    made = paper.enter(world.ctx("notetaker"), survey=survey, sheet=f"{number}", answers=told)
    if counts:
        paper.approve(world.ctx("coordinator"), survey=survey, ids=[made])


def chose(*codes: str, other: str = "") -> dict[str, Any]:
    return {"chosen": list(codes), **({"other": other} if other else {})}
