"""Write answers and publish them."""

from __future__ import annotations

from functools import cache

from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import answering, rows
from zaedno.features.proposals.rules import proposal as rules
from zaedno.features.proposals.rules.answering import LEADING
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
    today = timezone.localdate(ctx.now)
    due_by_theme = cache(lambda theme_id: answering.commit_due(ctx.viewer, theme_id, today))
    for row in chosen:
        ensure(rules.may_answer(ctx.viewer, rules.Facts(row.state, answered=row.answered)))
        ensure(rules.may_close(row.waiting_since is not None))
        row.answered_at, row.answered_in = ctx.now, rows.days_taken(row, ctx.now)
        if row.outcome in LEADING:
            row.commit_due = due_by_theme(row.theme_id)
    Proposal.objects.bulk_update(chosen, ["answered_at", "answered_in", "commit_due"])
    for row in chosen:
        ctx.record(row, outcome=row.outcome, answered=True)
    return len(chosen)
