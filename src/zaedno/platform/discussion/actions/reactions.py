"""Agree with a comment or thank for it, and take that back."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.discussion import rules
from zaedno.platform.discussion.models import Comment, Reaction
from zaedno.platform.discussion.queries import rows


@action("discussion.react", secret=True)
def react(ctx: Ctx, *, comment: Comment, sign: str) -> Comment:
    """One person, one sign under a comment; another sign takes the place of the first."""
    row = rows.held(ctx.viewer, comment.pk)
    ensure(rules.may_react(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    Reaction.objects.update_or_create(
        comment=row,
        person_id=ctx.person.pk,  # type: ignore[union-attr]
        defaults={"sign": sign, "city_id": ctx.city.pk},
    )
    ctx.record(row)
    return row


@action("discussion.unreact", secret=True)
def unreact(ctx: Ctx, *, comment: Comment) -> Comment:
    row = rows.held(ctx.viewer, comment.pk)
    ensure(rules.may_react(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    Reaction.objects.filter(comment=row, person_id=ctx.person.pk).delete()  # type: ignore[union-attr]
    ctx.record(row)
    return row
