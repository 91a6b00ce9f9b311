"""Loads the demo's living survey: its questions, and a few replies to them."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts
from zaedno.features.surveys.actions import making, paper, replies
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Question
from zaedno.platform.forms.queries import rows as forms


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
        asked = _questions(demo, row, survey)
        survey = making.publish(demo.ctx("coordinator"), survey=survey)
    demo.remember(row.need("id"), survey)
    with demo.at(demo.day(int(row.need("replied_in_days")))):
        for one in row.get("replies", []):
            _replied(demo, one, survey, asked)


def _questions(demo: DemoLoad, row: Row, survey: Survey) -> dict[str, Question]:
    """The pages and questions of the file; conditions name the question they hang on."""
    form = survey.form
    asked: dict[str, Question] = {}
    first = forms.outline(demo.ctx("coordinator").viewer, form).sheets[0].page  # type: ignore[arg-type]
    for number, page in enumerate(row.need("pages")):
        on: dict[str, Any] = {"title": page.texts("title"), **_when(page, asked)}
        known = {"page": first} if number == 0 else {}
        made = editing.write_page(demo.ctx("coordinator"), form=form, **known, **on)
        for one in page.need("questions"):
            words: dict[str, Any] = {"text": one.texts(), **_when(one, asked)}
            for name in ("options", "rows"):
                words[name] = [dict(option.texts()) for option in one.get(name, [])]
            for name in ("required", "other", "least", "most"):
                if name in one:
                    words[name] = one[name]
            for name in ("hint", "low_label", "high_label"):
                words[name] = one.texts(name) if name in one else Texts()
            asked[one.need("id")] = editing.write_question(
                demo.ctx("coordinator"), page=made, kind=one.need("kind"), **words
            )
    return asked


def _when(row: Row, asked: dict[str, Question]) -> dict[str, Any]:
    if "when" not in row:
        return {}
    when = row["when"]
    return {
        "when_question_id": asked[when.need("question")].pk,
        "when_op": when.need("op"),
        "when_value": str(when.need("value")),
    }


def _replied(demo: DemoLoad, row: Row, survey: Survey, asked: dict[str, Question]) -> None:
    """Online by who has a demo mailbox, from paper by the others; one of those still waits."""
    answers = {str(asked[name].pk): value for name, value in row.need("answers").items()}
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
