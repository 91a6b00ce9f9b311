"""Keep a page of answers and send the reply; the journal learns only that somebody took part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.surveys import rules
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms.actions import filling


def _ensure_open(ctx: Ctx, survey: Survey) -> Survey:
    row = rows.fresh(ctx.viewer, survey.pk)
    ensure(rules.may_reply(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now), ctx.now))
    return row


@action("surveys.keep", secret=True)
def keep(ctx: Ctx, *, survey: Survey, answers: Mapping[str, Any]) -> None:
    """Lay a page into one's own draft, also an unfinished one.

    A draft is nobody's deed yet, so the journal says nothing of it. Whether the survey is open is
    asked again once the draft is held: a closing that came between has the last word.
    """
    row = _ensure_open(ctx, survey)
    filling.keep(ctx, form=row.form, answers=answers)  # type: ignore[arg-type]
    _ensure_open(ctx, survey)


@action("surveys.reply", secret=True)
def reply(ctx: Ctx, *, survey: Survey) -> str:
    """Send one's own draft: from now on it counts. Gives the number on its receipt."""
    row = _ensure_open(ctx, survey)
    sent = filling.send(ctx, form=row.form)  # type: ignore[arg-type]
    _ensure_open(ctx, survey)
    ctx.record(row)
    return sent.receipt
