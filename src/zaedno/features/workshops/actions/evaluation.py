"""Ask about a meeting, answer, type in what was answered on paper, forget who answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.methods import Template
from zaedno.features.workshops.models.afterwards import Evaluation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import lead_channel
from zaedno.features.workshops.queries import evaluation as queries
from zaedno.features.workshops.rules import evaluation as rules
from zaedno.platform.forms.actions import editing, filling


def ask(ctx: Ctx, event: Workshop, template: Template) -> Evaluation:
    """The questions of the method, with the deed that calls the event."""
    made = Evaluation.objects.create(city_id=ctx.city.pk, workshop=event)
    made.form = editing.begin(ctx, owner=made, title=event.title)
    made.save(update_fields=["form"])
    editing.lay_out(ctx, form=made.form, questions=template.evaluation)
    return made


@action("workshops.evaluate", secret=True)
def evaluate(ctx: Ctx, *, event: Workshop, answers: Mapping[str, Any]) -> None:
    """One participant's answers; neither the reply nor the journal says whose they are."""
    row, event = _held(ctx, event)
    ensure(queries.may(ctx.viewer, event, ctx.now))
    ensure(rules.says_nothing_personal(answers))
    who = queries.who_answers(ctx.viewer, event)
    assert row is not None
    assert row.form is not None
    filling.send_whole(ctx, form=row.form, who=who, answers=answers)
    ctx.record(event)
    publish(lead_channel(event.pk), "seats")


@action("workshops.enter_evaluation")
def enter_evaluation(
    ctx: Ctx, *, event: Workshop, sheets: Mapping[str, Mapping[str, Any]], mark: str = ""
) -> int:
    """Type in paper sheets by their numbers; each counts once, all of them or none."""
    row, event = _held(ctx, event)
    ensure(rules.may_enter(ctx.viewer, queries.facts_for(ctx.viewer, event), ctx.now))
    assert row is not None
    assert row.form is not None
    for sheet, answers in sheets.items():
        filling.count_sheet(ctx, form=row.form, sheet=sheet, answers=answers)
    if mark:
        row.mark = mark
        row.save(update_fields=["mark"])
    ctx.record(event, sheets=len(sheets))
    return len(sheets)


@action("workshops.close_evaluation")
def close_evaluation(ctx: Ctx, *, event: Workshop) -> int:
    """Nobody answers any more, and nothing tells whose an answer was. How many there are."""
    row, event = _held(ctx, event)
    ensure(rules.may_close(queries.facts(event, row), ctx.now))
    assert row is not None
    assert row.form is not None
    replies = filling.forget(ctx, form=row.form)
    row.closed_at = ctx.now
    row.save(update_fields=["closed_at"])
    ctx.record(event, replies=replies)
    return replies


def _held(ctx: Ctx, event: Workshop) -> tuple[Evaluation | None, Workshop]:
    """The row that answers and the closing hold, and the event as it is now."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("form", "workshop")
    row = rows.filter(workshop=event, city_id=ctx.city.pk).first()
    return row, row.workshop if row else event
