"""Sum up in lines that rest on arguments; publish when every line has its sources."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Max

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.debates import rules
from zaedno.features.debates.models import Debate, Line
from zaedno.features.debates.queries import rows


@action("debates.add_line")
def add_line(ctx: Ctx, *, debate: Debate, kind: str, text: Texts, sources: Collection[int]) -> Line:
    """One sentence and the public arguments it rests on."""
    row = rows.held_debate(ctx.viewer, debate.pk)
    ensure(rules.may_sum_up(ctx.viewer, row.summed_at is not None))
    last = row.lines.aggregate(last=Max("position"))["last"] or 0
    made = Line.objects.create(
        city_id=ctx.city.pk, debate=row, position=last + 1, kind=kind, text=text
    )
    made.sources.set(rows.public(ctx.viewer, row).filter(pk__in=list(sources)))
    ctx.record(row, line=made.pk)
    return made


@action("debates.drop_line")
def drop_line(ctx: Ctx, *, debate: Debate, position: int) -> Debate:
    row = rows.held_debate(ctx.viewer, debate.pk)
    ensure(rules.may_sum_up(ctx.viewer, row.summed_at is not None))
    row.lines.filter(position=position).delete()
    ctx.record(row, position=position)
    return row


@action("debates.sum_up")
def sum_up(ctx: Ctx, *, debate: Debate) -> Debate:
    """The summing-up is public from now on; who follows the debate is told."""
    row = rows.held_debate(ctx.viewer, debate.pk)
    facts = rows.line_facts(ctx.viewer, rows.lines(ctx.viewer, row))
    asked = rows.stage(ctx.viewer, row, ctx.now)
    sides = rows.sides(ctx.viewer, row)
    summed = row.summed_at is not None
    ensure(rules.may_publish(ctx.viewer, summed, facts, sides, asked, ctx.now))
    row.summed_at = ctx.now
    row.save(update_fields=["summed_at"])
    ctx.record(row, lines=len(facts))
    return row
