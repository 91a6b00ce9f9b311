"""Let through, merge, hide with the rule and the facts, object, decide as a second person."""

from __future__ import annotations

from django.db.models import Count, Sum

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.debates import rules
from zaedno.features.debates.actions.arguing import count
from zaedno.features.debates.models import Argument, Hiding, Weight
from zaedno.features.debates.queries import rows
from zaedno.platform.links.actions import link
from zaedno.platform.moderation import actions as shared
from zaedno.platform.moderation import letters
from zaedno.platform.moderation.models import Ruling
from zaedno.platform.moderation.rules import may_approve


@action("debates.approve")
def approve(ctx: Ctx, *, argument: Argument) -> Argument:
    """A moderator read what waited; from now on everybody reads it."""
    row = rows.held(ctx.viewer, argument.pk)
    ensure(may_approve(ctx.viewer, row.state == Argument.State.WAITING))
    row.state = Argument.State.PUBLIC
    row.save(update_fields=["state"])
    ctx.record(row, state=row.state)
    letters.tell_shown(ctx, row, row.author)
    return row


@action("debates.merge")
def merge(ctx: Ctx, *, argument: Argument, into: Argument) -> Argument:
    """One goes on for both: what stood under it moves along, and each person counts once."""
    held = {pk: rows.held(ctx.viewer, pk) for pk in sorted({argument.pk, into.pk})}
    one, other = held[argument.pk], held[into.pk]
    ensure(rules.may_merge(ctx.viewer, one, other))
    already = Weight.objects.filter(argument=other).values("person_id")
    moved = Weight.objects.filter(argument=one).exclude(person_id__in=already)
    gained = moved.aggregate(n=Count("pk"), sum=Sum("value"))
    moved.update(argument=other)
    count(other, gained["n"], gained["sum"] or 0)
    Argument.objects.filter(parent=one).update(parent=other)
    one.state, one.merged_into = Argument.State.MERGED, other
    one.save(update_fields=["state", "merged_into"])
    ctx.record(one, into=other.pk, moved=gained["n"])
    link(ctx, source=one, target=other, relation="grew_out_of")
    return other


@action("debates.hide")
def hide(ctx: Ctx, *, argument: Argument, rule: str, facts: Texts) -> Hiding:
    """Out of sight, with the rule and the facts; its place and what stands under it stay."""
    row = rows.held(ctx.viewer, argument.pk)
    ensure(rules.may_hide(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.state = Argument.State.HIDDEN
    row.save(update_fields=["state"])
    made = Hiding(argument=row)
    shared.lay_down(ctx, made, rule=rule, facts=facts)
    ctx.record(row, rule=rule)
    letters.tell_hidden(ctx, row, row.author, made)
    return made


@action("debates.appeal")
def appeal(ctx: Ctx, *, argument: Argument, text: str) -> Hiding:
    """The author objects to the hiding; a second moderator decides."""
    row = rows.held(ctx.viewer, argument.pk)
    hiding: Hiding = rows.hiding(ctx.viewer, row)
    own = rows.facts(ctx.viewer, row, ctx.now).own
    shared.object_to(ctx, hiding, own=own, text=text)
    ctx.record(row, appealed=True)
    return hiding


@action("debates.rule")
def rule(ctx: Ctx, *, argument: Argument, ruling: str, reason: Texts) -> Hiding:
    """Another person than who hid it says whether it stays hidden, with the reason."""
    row = rows.held(ctx.viewer, argument.pk)
    hiding: Hiding = rows.hiding(ctx.viewer, row)
    own = rows.facts(ctx.viewer, row, ctx.now).own
    shared.decide(ctx, hiding, own=own, ruling=ruling, reason=reason)
    if ruling == Ruling.RESTORED:
        row.state = Argument.State.PUBLIC
        row.save(update_fields=["state"])
    ctx.record(row, ruling=ruling)
    letters.tell_ruled(ctx, row, row.author, hiding)
    return hiding
