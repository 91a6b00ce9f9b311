"""Loads the demo's comments: with an official answer, a reported one and a hidden one."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad, Row
from zaedno.platform.discussion.actions import moderation, reactions, writing
from zaedno.platform.discussion.models import Comment, Reaction
from zaedno.platform.discussion.queries import rows
from zaedno.platform.discussion.queries.things import KIND


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "comments"):
        with demo.at(demo.day(int(row.need("in_days"))), row.need("hour")):
            made = _said(demo, row)
            demo.remember(row.need("id"), made)
            _moderated(demo, row, made)


def _said(demo: DemoLoad, row: Row) -> Comment:
    ctx = demo.ctx(row.need("by"))
    spoken = sorted(ctx.viewer.represents)[:1] if row.get("organisation") else []
    said = {
        "text": row.get("first") or row.need("text"),
        "lang": row.need("lang"),
        "position": row.need("position"),
        "organisation_id": spoken[0] if spoken else None,
        "official": bool(row.get("official")),
        "mark": row.mark,
    }
    made: Comment
    if row.get("answers"):
        pk = demo.pk(KIND, row["answers"])
        parent = rows.comments(ctx.viewer).get(pk=pk)
        made = writing.reply(ctx, parent=parent, **said)
        reactions.react(ctx, comment=parent, sign=Reaction.Sign.THANKS)
        return made
    kind, ident = demo.ref(row.need("kind"), row.need("about"))
    made = writing.comment(ctx, kind=kind, ident=ident, **said)
    if row.get("first"):
        made = writing.edit(ctx, comment=made, text=row["text"], position=row["position"])
    return made


def _moderated(demo: DemoLoad, row: Row, made: Comment) -> None:
    if row.get("report"):
        moderation.report(demo.ctx("reviewer"), comment=made, rule=row["report"])
    if row.get("hide"):
        facts = row.texts("facts")
        moderation.hide(demo.ctx("moderator"), comment=made, rule=row["hide"], facts=facts)
    if row.get("appeal"):
        moderation.appeal(demo.ctx(row.need("by")), comment=made, text=row["appeal"])
