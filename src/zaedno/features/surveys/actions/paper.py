"""Replies on paper: typed in, looked at a second time, then counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.surveys import rules
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms.actions import filling
from zaedno.platform.forms.models import Reply


def _held(ctx: Ctx, survey: Survey) -> Survey:
    row = rows.held(ctx.viewer, survey.pk)
    ensure(rules.may_enter(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    return row


@action("surveys.enter_paper")
def enter(
    ctx: Ctx, *, survey: Survey, sheet: str, answers: Mapping[str, Any], lang: str = ""
) -> str:
    """One sheet; gives the random number of the reply."""
    row = _held(ctx, survey)
    made = filling.lay_in(ctx, form=row.form, sheet=sheet, answers=answers, lang=lang)  # type: ignore[arg-type]
    ctx.record(row, entered=1)
    return str(made.pk)


@action("surveys.import_paper")
def bring_in(ctx: Ctx, *, survey: Survey, sheets: Mapping[str, Mapping[str, Any]]) -> int:
    """A table of sheets, all of them or none."""
    row = _held(ctx, survey)
    count = filling.lay_in_many(ctx, form=row.form, sheets=sheets)  # type: ignore[arg-type]
    ctx.record(row, entered=count)
    return count


@action("surveys.correct_paper")
def correct(ctx: Ctx, *, survey: Survey, reply: Reply, answers: Mapping[str, Any]) -> None:
    row = _held(ctx, survey)
    filling.correct(ctx, reply=reply, answers=answers)
    ctx.record(row, corrected=1)


@action("surveys.approve_paper")
def approve(ctx: Ctx, *, survey: Survey, ids: Collection[str]) -> int:
    """From now on they count, one of them or all that wait."""
    row = _held(ctx, survey)
    count = filling.approve(ctx, form=row.form, ids=ids)  # type: ignore[arg-type]
    ctx.record(row, approved=count)
    return count
