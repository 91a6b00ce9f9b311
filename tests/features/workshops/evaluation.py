"""Evaluations for tests: what is asked about an event, and answers to it."""

from __future__ import annotations

from typing import Any

from tests.world import World
from zaedno.core.actions import Ctx
from zaedno.features.workshops.actions import evaluation as actions
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import evaluation
from zaedno.platform.forms.models import Form, Question


def form_of(event: Workshop) -> Form:
    form: Form = event.evaluation.form
    return form


def asked(world: World, event: Workshop) -> dict[str, Question]:
    """By the names of ready questions, the others by their numbers."""
    viewer = world.viewer("coordinator")
    outline = evaluation.outline(viewer, evaluation.of(viewer, event))
    return {one.key or outline.codes[one.pk]: one for one in outline.questions()}


def told(world: World, event: Workshop, **answers: Any) -> dict[str, Any]:
    questions = asked(world, event)
    return {str(questions[name].pk): value for name, value in answers.items()}


def typed(world: World, event: Workshop, **answers: Any) -> dict[str, Any]:
    """As a browser sends it."""
    questions = asked(world, event)
    sent = {f"q{questions[name].pk}": str(value) for name, value in answers.items()}
    return {**sent, "drawn": [str(one.pk) for one in questions.values()]}


def answer(world: World, ctx: Ctx, event: Workshop, **answers: Any) -> None:
    actions.evaluate(ctx, event=event, answers=told(world, event, **answers))


def on_paper(world: World, event: Workshop, *values: int, first: int = 1) -> None:
    """A sheet for each value of the first ready question."""
    sheets = {f"{n}": told(world, event, useful=v) for n, v in enumerate(values, first)}
    actions.enter_evaluation(world.ctx("notetaker"), event=event, sheets=sheets)
