"""Report, keep, hide with the rule and the facts, object, decide as a second person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.platform.discussion import rules
from zaedno.platform.discussion.actions.writing import hold_speaker
from zaedno.platform.discussion.models import Comment, Hiding, Report
from zaedno.platform.discussion.queries import rows
from zaedno.platform.moderation import actions as shared
from zaedno.platform.moderation import letters
from zaedno.platform.moderation.models import Ruling
from zaedno.platform.moderation.rules import may_approve, may_moderate

BLACK = "█████"


@action("discussion.report", secret=True)
def report(ctx: Ctx, *, comment: Comment, rule: str, note: str = "") -> Comment:
    """Tell the moderators that a comment breaks a rule: anybody, once for each comment."""
    who = rows.reporter(ctx.viewer, ctx.actor)
    hold_speaker(ctx, who)
    row = rows.held(ctx.viewer, comment.pk)
    ensure(rules.may_report(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    if not Report.objects.filter(comment=row, by=who).exists():
        hour = ctx.now - timedelta(hours=1)
        sent = Report.objects.filter(city_id=ctx.city.pk, by=who, made_at__gt=hour).count()
        waiting = rows.open_reports(ctx.viewer, row).count()
        ensure(rules.may_report_another(this_hour=sent, waiting=waiting))
        Report.objects.create(
            city_id=ctx.city.pk, comment=row, rule=rule, note=note, by=who, made_at=ctx.now
        )
    ctx.record(row)
    return row


@action("discussion.keep")
def keep(ctx: Ctx, *, comment: Comment) -> Comment:
    """The reports were read and the comment stays."""
    ensure(may_moderate(ctx.viewer))
    row = rows.held(ctx.viewer, comment.pk)
    closed = _close(ctx, row, Report.State.DISMISSED)
    ctx.record(row, reports=closed)
    return row


def _close(ctx: Ctx, row: Comment, state: str) -> int:
    waiting = rows.open_reports(ctx.viewer, row).order_by()
    return waiting.update(state=state, closed_at=ctx.now)


@action("discussion.approve")
def approve(ctx: Ctx, *, comment: Comment) -> Comment:
    """A moderator read what waited; from now on everybody reads it."""
    row = rows.held(ctx.viewer, comment.pk)
    ensure(may_approve(ctx.viewer, row.state == Comment.State.WAITING))
    row.state = Comment.State.PUBLIC
    row.save(update_fields=["state"])
    ctx.record(row, state=row.state)
    letters.tell_shown(ctx, row, row.author)
    return row


@action("discussion.hide")
def hide(
    ctx: Ctx, *, comment: Comment, rule: str, facts: Texts, parts: Sequence[str] = ()
) -> Hiding:
    """Take a comment, or the `parts` of it, out of sight; its author reads why and may object."""
    row = rows.held(ctx.viewer, comment.pk)
    ensure(rules.may_hide(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    ensure(rules.holds_parts(row.text, parts))
    made = Hiding(comment=row, parts=list(parts))
    shared.lay_down(ctx, made, rule=rule, facts=facts)
    _show(row)
    _close(ctx, row, Report.State.UPHELD)
    ctx.record(row, rule=rule, whole=not parts)
    letters.tell_hidden(ctx, row, row.author, made)
    return made


def _show(row: Comment) -> None:
    """Set what is seen of a comment by those of its hidings that stand."""
    standing = Hiding.objects.filter(comment=row).exclude(ruling=Ruling.RESTORED)
    parts = [one.parts for one in standing]
    if row.state != Comment.State.WITHDRAWN:  # its author's word stands whatever is decided
        row.state = Comment.State.PUBLIC if all(parts) else Comment.State.HIDDEN
    shown = row.text
    for part in sorted({part for one in parts for part in one}, key=len, reverse=True):
        shown = shown.replace(part, BLACK)
    row.cut = shown if shown != row.text else ""
    row.save(update_fields=["state", "cut"])


@action("discussion.appeal")
def appeal(ctx: Ctx, *, comment: Comment, text: str) -> Hiding:
    """The author objects to the hiding; a second moderator decides."""
    row = rows.held(ctx.viewer, comment.pk)
    hiding: Hiding = rows.hiding(ctx.viewer, row)
    shared.object_to(ctx, hiding, own=rows.facts(ctx.viewer, row, ctx.now).own, text=text)
    ctx.record(row, appealed=True)
    return hiding


@action("discussion.rule")
def rule(ctx: Ctx, *, comment: Comment, ruling: str, reason: Texts) -> Hiding:
    """Another person than who hid it says whether it stays hidden, with the reason."""
    row = rows.held(ctx.viewer, comment.pk)
    hiding: Hiding = rows.hiding(ctx.viewer, row)
    own = rows.facts(ctx.viewer, row, ctx.now).own
    shared.decide(ctx, hiding, own=own, ruling=ruling, reason=reason)
    _show(row)
    ctx.record(row, ruling=ruling)
    letters.tell_ruled(ctx, row, row.author, hiding)
    return hiding
