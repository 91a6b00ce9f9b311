"""Ask more of those who express interest, and keep what they answer beside their receipt."""

from __future__ import annotations

from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.queries import asking
from zaedno.features.workshops.rules import interest as rules
from zaedno.platform.forms.actions.editing import begin
from zaedno.platform.forms.actions.filling import lay_beside, take_away
from zaedno.platform.forms.models import Form


@action("workshops.ask_interested")
def ask_interested(ctx: Ctx, *, event: Workshop) -> Form:
    """An empty form is begun once and written in the editor."""
    row = Workshop.objects.select_for_update().get(pk=event.pk, city_id=ctx.city.pk)
    ensure(rules.may_ask(ctx.viewer, rules.InterestFacts.before(row)))
    found = asking.form_of(ctx.viewer, row)
    if found is None:
        found = begin(ctx, owner=row, title=row.title)
        ctx.record(row, form=found.pk)
    return found


def keep_answers(ctx: Ctx, row: Interest, answers: dict[str, Any]) -> None:
    """With the expression of interest, in its deed: a needed answer that is missing stops both."""
    form = asking.form_of(ctx.viewer, row.workshop)
    if form is None or asking.outline_of(ctx.viewer, form) is None:
        return
    ensure(rules.says_nothing_personal(answers))
    lay_beside(ctx, form=form, sheet=row.receipt, answers=answers, counts=True)


def forget_answers(ctx: Ctx, row: Interest) -> None:
    form = asking.form_of(ctx.viewer, row.workshop)
    if form is not None:
        take_away(ctx, form=form, sheet=row.receipt)
