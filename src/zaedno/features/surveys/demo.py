"""Loads the demo's living survey: its questions, and a few replies to them."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.features.surveys.actions import making, paper, replies
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.demo import answers_of, written
from zaedno.platform.forms.models import Question


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "surveys"):
        _survey(demo, row)


def _survey(demo: DemoLoad, row: Row) -> None:
    opens, closes = (
        timezone.make_aware(datetime.combine(demo.day(int(row.need(name))), time()))
        for name in ("opens_in_days", "closes_in_days")
    )
    with demo.at(demo.day(int(row.need("opens_in_days")) - 2)):
        survey: Survey = making.plan(
            demo.ctx("coordinator"),
            title=row.texts("title"),
            purpose=row.texts("purpose"),
            who=row.get("who", Survey.Who.EVERYBODY),
            opens_at=opens,
            closes_at=closes,
            mark=row.mark,
        )
        asked = written(demo, survey.form, row.need("pages"))  # type: ignore[arg-type]
        survey = making.publish(demo.ctx("coordinator"), survey=survey)
    demo.remember(row.need("id"), survey)
    with demo.at(demo.day(int(row.need("replied_in_days")))):
        for one in row.get("replies", []):
            _replied(demo, one, survey, asked)


def _replied(demo: DemoLoad, row: Row, survey: Survey, asked: dict[str, Question]) -> None:
    """Online by who has a demo mailbox, from paper by the others; one of those still waits."""
    answers = answers_of(row, asked)
    if row.get("by"):
        ctx: Ctx = demo.ctx(row["by"])
        replies.keep(ctx, survey=survey, answers=answers)
        replies.reply(demo.ctx(row["by"]), survey=survey)
    else:
        made = paper.enter(
            demo.ctx("notetaker"), survey=survey, sheet=row.need("id"), answers=answers
        )
        if not row.get("waits"):
            paper.approve(demo.ctx("coordinator"), survey=survey, ids=[made])
