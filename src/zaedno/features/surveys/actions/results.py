"""Publish a result: the numbers of one question as they were counted, small groups hidden."""

from __future__ import annotations

from typing import Any

from zaedno.algorithms.suppression import SMALLEST
from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.surveys import rules
from zaedno.features.surveys.models import Result, Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms import counting, results
from zaedno.platform.forms.models import Question
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.forms.queries import tallies


@action("surveys.publish_result")
def publish_result(
    ctx: Ctx, *, survey: Survey, question: Question, by: Question | None = None
) -> Result:
    """One question, or one question by the groups of another."""
    row = rows.held(ctx.viewer, survey.pk)
    ensure(rules.may_publish_result(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    data, size = _counted(ctx, row, question, by)
    ensure(rules.can_be_published(size, SMALLEST))
    made = rows.result(ctx.viewer, row, question.pk, by.pk if by else None)
    if made is None:
        made = Result.objects.create(
            city_id=ctx.city.pk,
            survey=row,
            question=question,
            by=by,
            data=data,
            published_at=ctx.now,
        )
        ctx.record(row, question=question.pk, by=by.pk if by else 0)
    return made


def _counted(
    ctx: Ctx, survey: Survey, question: Question, by: Question | None
) -> tuple[dict[str, Any], int]:
    """The numbers, and how many people stand behind them."""
    pairs = [(question, by)] if by else []
    told = tallies.counted(ctx.viewer, survey.form, [question], pairs)  # type: ignore[arg-type]
    if told.behind:  # published is what all replies say, so they are read once more
        told = tallies.fresh(ctx.viewer, survey.form, [question], pairs)  # type: ignore[arg-type]
    if by is None:
        data = told.data[question.pk]
        return results.publishable(question, data), data["answered"]
    counts = told.tables.get((question.pk, by.pk))
    if counts is None:
        counts = counting.cross(question, by, forms.answers(ctx.viewer, survey.form))  # type: ignore[arg-type]
    table = results.safe(question, by, counts)
    return (results.kept(table), table.total) if table else ({}, 0)
