"""Write answers, publish them, let one proposal go on for two."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.proposals import rules
from zaedno.features.proposals.actions.supports import count
from zaedno.features.proposals.models import Proposal, Support
from zaedno.features.proposals.queries import rows
from zaedno.platform.links.actions import link
from zaedno.platform.processes.models import Process


@action("proposals.answer")
def answer(ctx: Ctx, *, proposal: Proposal, outcome: str, reason: Texts) -> Proposal:
    """Write the answer; readers see it when it is published."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_answer(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    ensure(rules.has_reason(str(reason)))
    row.outcome, row.reason = outcome, reason
    row.save(update_fields=["outcome", "reason"])
    ctx.record(row, outcome=outcome)
    return row


@action("proposals.publish_answers")
def publish_answers(ctx: Ctx, *, process: Process, ids: list[int]) -> int:
    """Publish the written answers that were chosen, all of them or none; how many they are."""
    found = rows.written(ctx.viewer, process).select_for_update(of=("self",)).order_by("pk")
    chosen = list(found.filter(pk__in=ids))
    for row in chosen:
        ensure(rules.may_answer(ctx.viewer, rules.Facts(row.state, answered=row.answered)))
        row.answered_at, row.answered_in = ctx.now, rows.days_taken(row, ctx.now)
    Proposal.objects.bulk_update(chosen, ["answered_at", "answered_in"])
    for row in chosen:
        ctx.record(row, outcome=row.outcome, answered=True)
    return len(chosen)


@action("proposals.merge")
def merge(ctx: Ctx, *, proposal: Proposal, into: Proposal) -> Proposal:
    """One goes on for both: the merged one stays readable and its supporters count once."""
    first, second = sorted((proposal.pk, into.pk))
    held = {pk: rows.held(ctx.viewer, pk) for pk in (first, second)}
    one, other = held[proposal.pk], held[into.pk]
    facts, others = (rows.facts(ctx.viewer, row, ctx.now) for row in (one, other))
    ensure(rules.may_merge(ctx.viewer, facts, others, same=one.pk == other.pk))
    already = Support.objects.filter(proposal=other).values("sheet_id")
    moved = Support.objects.filter(proposal=one).exclude(sheet_id__in=already)
    gained = moved.update(proposal=other)
    count(other, gained)
    one.state, one.merged_into = Proposal.State.MERGED, other
    one.save(update_fields=["state", "merged_into"])
    ctx.record(one, into=other.pk, moved=gained)
    link(ctx, source=one, target=other, relation="grew_out_of")
    return other
