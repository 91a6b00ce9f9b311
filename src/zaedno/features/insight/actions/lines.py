"""Write a line of the summing-up with its sources, publish it, take it back."""

from __future__ import annotations

from collections.abc import Sequence

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.insight import rules
from zaedno.features.insight.models import Line, Source, Theme
from zaedno.features.insight.queries import rows
from zaedno.platform.processes.models import Process

Refs = Sequence[tuple[str, str]]


@action("insight.write_line")
def write_line(
    ctx: Ctx,
    *,
    process: Process,
    text: Texts,
    view: str,
    refs: Refs,
    theme: Theme | None = None,
    mark: str = "",
) -> Line:
    """A draft of one sentence and the contributions that say so."""
    chosen = _open(ctx, process, refs)
    ensure(rules.may_keep_line(ctx.viewer, len(chosen)))
    line = Line.objects.create(
        city_id=ctx.city.pk,
        process=process,
        theme=theme,
        text=text,
        view=view,
        made_at=ctx.now,
        mark=mark,
    )
    _rest_on(ctx, line, chosen)
    ctx.record(line, sources=len(chosen))
    return line


@action("insight.change_line")
def change_line(ctx: Ctx, *, line: Line, text: Texts, view: str, refs: Refs) -> Line:
    """Other words or other sources, of a public line too: it always opens what it rests on now."""
    row = rows.held_line(ctx.viewer, line.pk)
    chosen = _open(ctx, row.process, refs)
    ensure(rules.may_keep_line(ctx.viewer, len(chosen)))
    row.text, row.view = text, view
    row.save(update_fields=["text", "view"])
    row.sources.all().delete()
    _rest_on(ctx, row, chosen)
    ctx.record(row, sources=len(chosen))
    return row


@action("insight.publish_line")
def publish_line(ctx: Ctx, *, line: Line) -> Line:
    """From now on everybody reads it, and whoever is among its sources finds it on their thread."""
    row = rows.held_line(ctx.viewer, line.pk)
    ensure(rules.may_publish(ctx.viewer, rows.line_facts(ctx.viewer, row)))
    row.published_at = ctx.now
    row.save(update_fields=["published_at"])
    ctx.record(row)
    return row


@action("insight.withdraw_line")
def withdraw_line(ctx: Ctx, *, line: Line) -> Line:
    """Back into a draft."""
    row = rows.held_line(ctx.viewer, line.pk)
    ensure(rules.may_withdraw(ctx.viewer, rows.line_facts(ctx.viewer, row)))
    row.published_at = None
    row.save(update_fields=["published_at"])
    ctx.record(row)
    return row


@action("insight.remove_line")
def remove_line(ctx: Ctx, *, line: Line) -> None:
    """A draft is thrown away; a public line is withdrawn first."""
    row = rows.held_line(ctx.viewer, line.pk)
    ensure(rules.may_remove(ctx.viewer, rows.line_facts(ctx.viewer, row)))
    ctx.record(row)
    row.delete()


def _open(ctx: Ctx, process: Process, refs: Refs) -> list[tuple[str, str]]:
    """Those of the chosen that were said in this process."""
    wanted = list(dict.fromkeys(refs))
    found = rows.placings(ctx.viewer, process).filter(ident__in={ident for _k, ident in wanted})
    there = set(found.values_list("kind", "ident"))
    return [ref for ref in wanted if ref in there]


def _rest_on(ctx: Ctx, line: Line, refs: Refs) -> None:
    Source.objects.bulk_create(
        Source(city_id=ctx.city.pk, line=line, kind=kind, ident=ident) for kind, ident in refs
    )
