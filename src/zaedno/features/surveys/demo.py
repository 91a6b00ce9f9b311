"""Loads the demo's living survey: its questions, and a few replies to them."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.features.surveys.actions import making, paper, replies
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.demo import answers_of, written
from zaedno.platform.forms.models import Question
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.processes.demo import planned


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "surveys"):
        _survey(demo, row)


def _midnight(demo: DemoLoad, days: str) -> datetime:
    return timezone.make_aware(datetime.combine(demo.day(int(days)), time()))


def _days(demo: DemoLoad, row: Row) -> dict[str, Any]:
    """Days of its own, or those of a process that is planned for it."""
    opens = _midnight(demo, row.need("opens_in_days"))
    if "process" not in row:
        return {"opens_at": opens, "closes_at": _midnight(demo, row.need("closes_in_days"))}
    words = {name: row["process"].texts(name) for name in ("title", "purpose", "owner")}
    return {"process_id": planned(demo, row["process"], opens, **words).pk}


def _survey(demo: DemoLoad, row: Row) -> None:
    days = _days(demo, row)
    with demo.at(demo.day(int(row.need("opens_in_days")) - 2)):
        survey: Survey = making.plan(
            demo.ctx("coordinator"),
            title=row.texts("title"),
            purpose=row.texts("purpose"),
            who=row.get("who", Survey.Who.EVERYBODY),
            mark=row.mark,
            **days,
        )
        asked = written(demo, survey.form, row.need("pages"))  # type: ignore[arg-type]
        survey = making.publish(demo.ctx("coordinator"), survey=survey)
    demo.remember(row.need("id"), survey)
    with demo.at(demo.day(int(row.need("replied_in_days")))):
        for one in row.get("replies", []):
            _replied(demo, one, survey, asked)
        if "sheets" in row:
            _brought_in(demo, row["sheets"], survey, asked)


def _brought_in(
    demo: DemoLoad, rows: list[Row], survey: Survey, asked: dict[str, Question]
) -> None:
    """Sheets from a table, many alike; typed in by one person and let count by another."""
    table = {
        f"{one.need('id')}{number}": answers_of(one, asked)
        for one in rows
        for number in range(1, int(one.need("many")) + 1)
    }
    paper.bring_in(demo.ctx("notetaker"), survey=survey, sheets=table)
    staff = demo.ctx("coordinator")
    waiting = forms.waiting(staff.viewer, survey.form).values_list("pk", flat=True)  # type: ignore[arg-type]
    paper.approve(staff, survey=survey, ids=[str(pk) for pk in waiting])


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
