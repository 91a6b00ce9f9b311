"""Let through, hide with the rule and the facts, object, decide as a second person."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.proposals.actions.writing import show
from zaedno.features.proposals.models.proposal import Hiding, Proposal
from zaedno.features.proposals.queries import rows
from zaedno.features.proposals.rules import proposal as rules
from zaedno.platform.moderation import actions as shared
from zaedno.platform.moderation import letters
from zaedno.platform.moderation.models import Ruling
from zaedno.platform.moderation.rules import may_approve


@action("proposals.approve")
def approve(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    """A moderator read what waited; from now on everybody reads it."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(may_approve(ctx.viewer, row.state == Proposal.State.WAITING))
    _show_again(ctx, row)
    ctx.record(row, state=row.state)
    letters.tell_shown(ctx, row, row.author)
    return row


@action("proposals.hide")
def hide(ctx: Ctx, *, proposal: Proposal, rule: str, facts: Texts) -> Hiding:
    """Take a proposal out of sight, with the rule and the facts; its author may object."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_hide(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.state = Proposal.State.HIDDEN
    row.save(update_fields=["state"])
    made = Hiding(proposal=row)
    shared.lay_down(ctx, made, rule=rule, facts=facts)
    ctx.record(row, rule=rule)
    letters.tell_hidden(ctx, row, row.author, made)
    return made


@action("proposals.appeal")
def appeal(ctx: Ctx, *, proposal: Proposal, text: str) -> Hiding:
    """The author objects to the hiding; a second moderator decides."""
    row = rows.held(ctx.viewer, proposal.pk)
    hiding: Hiding = rows.hiding(ctx.viewer, row)
    shared.object_to(ctx, hiding, own=rows.own(ctx.viewer, row), text=text)
    ctx.record(row, appealed=True)
    return hiding


@action("proposals.rule")
def rule(ctx: Ctx, *, proposal: Proposal, ruling: str, reason: Texts) -> Hiding:
    """Another person than who hid it says whether it stays hidden, with the reason."""
    row = rows.held(ctx.viewer, proposal.pk)
    hiding: Hiding = rows.hiding(ctx.viewer, row)
    own = rows.facts(ctx.viewer, row, ctx.now).ours
    shared.decide(ctx, hiding, own=own, ruling=ruling, reason=reason)
    if ruling == Ruling.RESTORED:
        _show_again(ctx, row)
    ctx.record(row, ruling=ruling)
    letters.tell_ruled(ctx, row, row.author, hiding)
    return hiding


def _show_again(ctx: Ctx, row: Proposal) -> None:
    """What was public before keeps its day, its support and the day of its answer."""
    if row.published_at is None:
        show(ctx, row)
        return
    row.state = Proposal.State.PUBLISHED
    row.save(update_fields=["state"])
