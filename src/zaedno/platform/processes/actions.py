"""Plan a process, set its stages, publish it, move an end with the reason, conclude it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import ensure
from zaedno.platform.processes import rules
from zaedno.platform.processes.models import Process, Stage, StageChange
from zaedno.platform.processes.queries import rows
from zaedno.platform.processes.recipes import Recipe, dated


@action("processes.plan")
def plan(
    ctx: Ctx,
    *,
    recipe: Recipe,
    title: Texts,
    question: Texts,
    purpose: Texts,
    promise: str,
    scope: str,
    owner: Texts,
    starts_at: datetime,
    theme_id: int | None = None,
    district_ids: Collection[int] = (),
    contact: str = "",
    answer_days: int = 20,
    slug: str = "",
    mark: str = "",
) -> Process:
    """A draft made by a recipe; its stages follow one another from `starts_at`."""
    ensure(rules.may_plan(ctx.viewer))
    made = Process.objects.create(
        city_id=ctx.city.pk,
        slug=slug or slug_of(title, taken=rows.slugs(ctx.viewer)),
        recipe=recipe.id,
        title=title,
        question=question,
        purpose=purpose,
        promise=promise,
        scope=scope,
        owner=owner,
        contact=contact,
        theme_id=theme_id,
        answer_days=answer_days,
        created_at=ctx.now,
        mark=mark,
    )
    made.districts.set(district_ids)
    _lay_out(made, recipe, starts_at)
    ctx.record(made, recipe=recipe.id, promise=promise)
    return made


def _lay_out(process: Process, recipe: Recipe, starts_at: datetime) -> None:
    """The stages of a recipe, one after the other."""
    Stage.objects.bulk_create(
        Stage(
            city_id=process.city_id,
            process=process,
            position=number,
            method=step.method,
            title=step.title,
            text=step.text,
            opens_at=span.opens,
            closes_at=span.closes,
            who=dict(step.who),
            settings=dict(step.settings),
        )
        for number, (step, span) in enumerate(dated(recipe, starts_at), start=1)
    )


@action("processes.revise")
def revise(
    ctx: Ctx, *, process: Process, district_ids: Collection[int] = (), **fields: Any
) -> Process:
    """Correct the words, the promise stays as published: `fields` are those of the form."""
    row = rows.held(ctx.viewer, process.pk)
    ensure(rules.may_revise(ctx.viewer, row.state))
    if row.state != Process.State.DRAFT:
        fields.pop("promise", None)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=[*fields])
    row.districts.set(district_ids)
    ctx.record(row, state=row.state)
    return row


@action("processes.set_stages")
def set_stages(ctx: Ctx, *, process: Process, stages: list[dict[str, Any]]) -> Process:
    """Dates, titles and who may take part, for every stage of a draft; `stages` in their order.

    `who` and `only` of a stage hold for all its verbs but those that `verbs` names.
    """
    row = rows.held(ctx.viewer, process.pk)
    ensure(rules.may_set_stages(ctx.viewer, row.state))
    found = list(rows.stages(ctx.viewer, row.pk))
    for stage, given in zip(found, stages, strict=True):
        stage.title, stage.text = given["title"], given["text"]
        stage.opens_at, stage.closes_at = given["opens_at"], given["closes_at"]
        own = {verb: rule for verb, rule in given.get("verbs", {}).items() if verb in stage.who}
        stage.who = {verb: own[verb]["who"] if verb in own else given["who"] for verb in stage.who}
        stage.only = dict(given.get("only", {}))
        if own:
            stage.only["verbs"] = {verb: rule["only"] for verb, rule in own.items()}
    ensure(rules.can_stand([stage.span for stage in found]))
    Stage.objects.bulk_update(found, ["title", "text", "opens_at", "closes_at", "who", "only"])
    ctx.record(row, stages=len(found))
    return row


@action("processes.tick")
def tick(ctx: Ctx, *, process: Process, ready: dict[str, str]) -> Process:
    """What of the checklist is done, and how."""
    row = rows.held(ctx.viewer, process.pk)
    ensure(rules.may_set_stages(ctx.viewer, row.state))
    row.ready = {code: said.strip() for code, said in ready.items() if said.strip()}
    row.save(update_fields=["ready"])
    ctx.record(row, ready=len(row.ready))
    return row


@action("processes.publish")
def publish(ctx: Ctx, *, process: Process) -> Process:
    row = rows.held(ctx.viewer, process.pk)
    ensure(rules.may_publish(ctx.viewer, rows.facts(ctx.viewer, row), ctx.now))
    row.state, row.published_at = Process.State.PUBLIC, ctx.now
    row.save(update_fields=["state", "published_at"])
    ctx.record(row, state=row.state)
    return row


@action("processes.extend")
def extend(ctx: Ctx, *, stage: Stage, closes_at: datetime, reason: Texts) -> Stage:
    """A later end, with the reason; followers are told."""
    process, stages, at = _held(ctx, stage)
    spans = [one.span for one in stages]
    ensure(rules.may_extend(ctx.viewer, process.state, spans, at, closes_at, ctx.now))
    return _move(ctx, process, stages[at], closes_at, reason)


@action("processes.close_stage")
def close_stage(ctx: Ctx, *, stage: Stage, reason: Texts) -> Stage:
    """End it now, with the reason; followers are told."""
    process, stages, at = _held(ctx, stage)
    ensure(rules.may_close_early(ctx.viewer, process.state, stages[at].span, ctx.now))
    return _move(ctx, process, stages[at], ctx.now, reason)


def _held(ctx: Ctx, stage: Stage) -> tuple[Process, list[Stage], int]:
    process = rows.held(ctx.viewer, stage.process_id)
    stages = list(rows.stages(ctx.viewer, process.pk))
    return process, stages, next(i for i, one in enumerate(stages) if one.pk == stage.pk)


def _move(ctx: Ctx, process: Process, row: Stage, closes_at: datetime, reason: Texts) -> Stage:
    StageChange.objects.create(
        city_id=ctx.city.pk,
        stage=row,
        before=row.closes_at,
        after=closes_at,
        reason=reason,
        made_at=ctx.now,
    )
    row.closes_at = closes_at
    row.save(update_fields=["closes_at"])
    ctx.record(process, stage=row.position, closes=closes_at.isoformat())
    return row


@action("processes.screen")
def screen(ctx: Ctx, *, stage: Stage, screening: str) -> Stage:
    """What moderators read before everybody does, in this stage."""
    process, stages, at = _held(ctx, stage)
    ensure(rules.may_screen(ctx.viewer, process.state))
    row = stages[at]
    row.settings = {**row.settings, rows.SCREENING: screening}
    row.save(update_fields=["settings"])
    ctx.record(process, stage=row.position, screening=screening)
    return row


@action("processes.conclude")
def conclude(ctx: Ctx, *, process: Process, kept: str, kept_reason: Texts) -> Process:
    """The end: which level of influence was kept, beside the one that was promised."""
    row = rows.held(ctx.viewer, process.pk)
    ensure(rules.may_conclude(ctx.viewer, rows.facts(ctx.viewer, row), ctx.now))
    ensure(rules.says_why(row.promise, kept, str(kept_reason)))
    row.state, row.concluded_at = Process.State.CONCLUDED, ctx.now
    row.kept, row.kept_reason = kept, kept_reason
    row.save(update_fields=["state", "concluded_at", "kept", "kept_reason"])
    ctx.record(row, promised=row.promise, kept=kept)
    return row
