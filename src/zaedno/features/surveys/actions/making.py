"""Plan a survey, correct it, copy it, publish it, close it."""

from __future__ import annotations

from datetime import datetime

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import ensure
from zaedno.features.surveys import rules
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms.actions import editing, filling
from zaedno.platform.forms.queries.rows import held as held_form


@action("surveys.plan")
def plan(
    ctx: Ctx,
    *,
    title: Texts,
    purpose: Texts,
    who: str = Survey.Who.EVERYBODY,
    process_id: int | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    slug: str = "",
    mark: str = "",
) -> Survey:
    """A draft with an empty form; days of its own, or those of a process's stage."""
    ensure(rules.may_make(ctx.viewer))
    made = Survey.objects.create(
        city_id=ctx.city.pk,
        slug=slug or slug_of(title, taken=rows.slugs(ctx.viewer)),
        title=title,
        purpose=purpose,
        who=who,
        process_id=process_id,
        opens_at=opens_at,
        closes_at=closes_at,
        made_at=ctx.now,
        mark=mark,
    )
    made.form = editing.begin(ctx, owner=made, title=title)
    made.save(update_fields=["form"])
    ctx.record(made)
    return made


@action("surveys.revise")
def revise(
    ctx: Ctx,
    *,
    survey: Survey,
    title: Texts,
    purpose: Texts,
    who: str,
    process_id: int | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Survey:
    row = rows.held(ctx.viewer, survey.pk)
    ensure(rules.may_revise(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.title, row.purpose, row.who = title, purpose, who
    row.process_id, row.opens_at, row.closes_at = process_id, opens_at, closes_at
    row.save(update_fields=["title", "purpose", "who", "process", "opens_at", "closes_at"])
    if row.form:
        row.form.title = title
        row.form.save(update_fields=["title"])
    ctx.record(row)
    return row


@action("surveys.copy")
def copy(ctx: Ctx, *, survey: Survey) -> Survey:
    """A new draft with the same questions: how a survey that was answered is changed."""
    ensure(rules.may_make(ctx.viewer))
    made = Survey.objects.create(
        city_id=ctx.city.pk,
        slug=slug_of(survey.title, taken=rows.slugs(ctx.viewer)),
        title=survey.title,
        purpose=survey.purpose,
        who=survey.who,
        process_id=survey.process_id,
        follows=survey,
        made_at=ctx.now,
        mark=survey.mark,
    )
    made.form = editing.copy(ctx, form=survey.form, owner=made, title=survey.title)  # type: ignore[arg-type]
    made.save(update_fields=["form"])
    ctx.record(made, follows=survey.pk)
    return made


@action("surveys.publish")
def publish(ctx: Ctx, *, survey: Survey) -> Survey:
    """Everybody may see it; what was tried out in the draft is wiped."""
    row = rows.held(ctx.viewer, survey.pk)
    outline = rows.outline(ctx.viewer, row)
    ensure(rules.may_publish(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now, outline)))
    form = held_form(ctx.viewer, row.form_id)  # type: ignore[arg-type]
    tests = filling.wipe(ctx, form=form)
    row.state, row.published_at = Survey.State.PUBLIC, ctx.now
    row.save(update_fields=["state", "published_at"])
    ctx.record(row, tests=tests)
    return row


@action("surveys.close")
def close(ctx: Ctx, *, survey: Survey) -> Survey:
    """No more replies: drafts go, and nothing tells any more who sent which reply."""
    row = rows.held(ctx.viewer, survey.pk)
    facts = rows.facts(ctx.viewer, row, ctx.now)
    ensure(rules.may_close(ctx.viewer, facts, ctx.now, system=ctx.system))
    form = held_form(ctx.viewer, row.form_id)  # type: ignore[arg-type]
    row.replied = filling.forget(ctx, form=form)
    row.state, row.closed_at = Survey.State.CLOSED, ctx.now
    row.save(update_fields=["state", "closed_at", "replied"])
    ctx.record(row, replied=row.replied)
    return row
