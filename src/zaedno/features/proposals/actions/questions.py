"""Ask more beside a proposal, answer it."""

from __future__ import annotations

from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import questions, rows
from zaedno.features.proposals.rules import questions as rules
from zaedno.platform.forms.actions.editing import begin
from zaedno.platform.forms.actions.filling import lay_beside
from zaedno.platform.forms.models import Form, Reply
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes


@action("proposals.ask_more")
def ask_more(ctx: Ctx, *, process: Process) -> Form:
    """The questions of a process; an empty form is begun once and written in the editor."""
    ensure(rules.may_ask(ctx.viewer))
    row = processes.held(ctx.viewer, process.pk)
    found = questions.form_of(ctx.viewer, row)
    if found is None:
        found = begin(ctx, owner=row, title=row.title)
        ctx.record(row, form=found.pk)
    return found


@action("proposals.tell_more")
def tell_more(ctx: Ctx, *, proposal: Proposal, answers: dict[str, Any]) -> Proposal:
    """Answer them; those of a draft count with its publication, later ones at once."""
    row = rows.held(ctx.viewer, proposal.pk)
    form = questions.form_of(ctx.viewer, row.process)
    reply = questions.reply_of(ctx.viewer, form, row) if form else None
    sent = reply is not None and reply.state == Reply.State.SENT
    ensure(rules.may_tell(rows.facts(ctx.viewer, row, ctx.now), form is not None, sent))
    kept = {**(reply.answers if reply else {}), **answers}
    ensure(rules.says_nothing_personal(kept))
    counts = row.state == Proposal.State.PUBLISHED
    lay_beside(ctx, form=form, sheet=row.receipt, answers=kept, counts=counts)  # type: ignore[arg-type]
    ctx.record(row, answered=len(kept))
    return row


def count_answers(ctx: Ctx, row: Proposal) -> None:
    """With the publication of a draft its answers count; a needed one that is missing stops it."""
    form = questions.form_of(ctx.viewer, row.process)
    if form is None:
        return
    ensure(rules.is_whole(questions.left(ctx.viewer, row)))
    reply = questions.reply_of(ctx.viewer, form, row)
    if reply is not None and reply.state == Reply.State.DRAFT:
        lay_beside(ctx, form=form, sheet=row.receipt, answers=reply.answers, counts=True)
