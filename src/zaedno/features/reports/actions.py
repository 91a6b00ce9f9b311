"""Start a report, write its words, open the draft, approve, freeze, correct."""

from __future__ import annotations

from datetime import date

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import ensure
from zaedno.features.reports import rules
from zaedno.features.reports.models import Report, ReportVersion
from zaedno.features.reports.queries import build, rows
from zaedno.features.reports.words import fingerprint, is_illustrative
from zaedno.platform.links.actions import link

WORDS = ("summary", "method", "next_steps")


@action("reports.start")
def start(
    ctx: Ctx,
    *,
    title: Texts,
    as_of: date,
    events: list[int],
    assessment_id: str = "",
    mark: str = "",
) -> Report:
    """A report about these workshops and this assessment; its numbers follow the rows."""
    ensure(rules.may_start(ctx.viewer))
    taken = set(Report.objects.filter(city_id=ctx.city.pk).values_list("slug", flat=True))
    made = Report.objects.create(
        city_id=ctx.city.pk,
        slug=slug_of(title, taken=taken),
        title=title,
        as_of=as_of,
        events=events,
        assessment_id=assessment_id,
        started_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, as_of=as_of.isoformat(), events=events)
    scope = rows.scope_of(ctx.viewer, made)
    sources = [*scope.events, *([scope.assessment] if scope.assessment else [])]
    for source in sources:
        link(ctx, source=source, target=made, relation="reports_on")
    return made


@action("reports.write")
def write(ctx: Ctx, *, pk: int, summary: Texts, method: Texts, next_steps: Texts) -> Report:
    """The words that a person writes around the computed sections."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_write(ctx.viewer, rows.facts_for(ctx.viewer, row)))
    row.summary, row.method, row.next_steps = summary, method, next_steps
    row.save(update_fields=list(WORDS))
    ctx.record(row, parts=[name for name in WORDS if getattr(row, name)])
    return row


@action("reports.open")
def open_draft(ctx: Ctx, *, pk: int, until: When) -> Report:
    """Show the draft to everybody until a day, for objections."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_move(ctx.viewer, rows.facts_for(ctx.viewer, row), "open"))
    row.state, row.opened_at, row.objections_until = Report.State.OPEN, ctx.now, until
    row.save(update_fields=["state", "opened_at", "objections_until"])
    ctx.record(row, until=until.text)
    return row


@action("reports.approve")
def approve(ctx: Ctx, *, pk: int) -> Report:
    """Its words no longer change; the next step is to freeze it."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_move(ctx.viewer, rows.facts_for(ctx.viewer, row), "approve"))
    row.state, row.approved_at = Report.State.APPROVED, ctx.now
    row.save(update_fields=["state", "approved_at"])
    ctx.record(row)
    return row


@action("reports.freeze")
def freeze(ctx: Ctx, *, pk: int) -> ReportVersion:
    """Keep what was approved, word for word, under a hash that anybody can compute again."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_move(ctx.viewer, rows.facts_for(ctx.viewer, row), "freeze"))
    row.state = Report.State.FROZEN
    row.save(update_fields=["state"])
    return _keep(ctx, row, note="")


@action("reports.correct")
def correct(ctx: Ctx, *, pk: int, note: str) -> ReportVersion:
    """A new version from today's rows, with a note on what changed; the old one stays."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_move(ctx.viewer, rows.facts_for(ctx.viewer, row), "correct"))
    return _keep(ctx, row, note=note)


def _keep(ctx: Ctx, row: Report, *, note: str) -> ReportVersion:
    content = build.content(ctx.viewer, row)
    invented = row.illustrative or any(is_illustrative(part) for part in content.values())
    made = ReportVersion.objects.create(
        report=row,
        city_id=ctx.city.pk,
        number=row.versions.count() + 1,
        content=content,
        content_hash=fingerprint(content),
        note=note,
        frozen_at=ctx.now,
        mark="illustrative" if invented else "",
    )
    ctx.record(row, version=made.number, sha256=made.content_hash)
    return made
