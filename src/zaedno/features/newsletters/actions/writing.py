"""Writing a newsletter: its words, its parts, for whom it is; planning it and calling it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.newsletters import letters, queries, rules
from zaedno.features.newsletters.models import Block, Newsletter, Subscriber
from zaedno.platform.links.actions import ensure_seen
from zaedno.platform.notifications.actions.letters import keep_posts


@action("newsletters.draft")
def draft(ctx: Ctx, *, title: Texts, lead: Texts, audience: str, mark: str = "") -> Newsletter:
    """`audience` is `all`, or a kind of readers and which of them: `cities.theme|water`."""
    ensure(rules.may_write(ctx.viewer))
    kind, _bar, ident = audience.partition("|")
    row = Newsletter.objects.create(
        city_id=ctx.city.pk,
        title=title,
        lead=lead,
        audience=kind,
        ident=ident,
        made_at=ctx.now,
        mark=mark,
    )
    ctx.record(row)
    return row


@action("newsletters.write")
def write(ctx: Ctx, *, pk: int, title: Texts, lead: Texts, audience: str) -> Newsletter:
    row = _open(ctx, pk)
    row.title, row.lead = title, lead
    row.audience, _bar, row.ident = audience.partition("|")
    row.save(update_fields=["title", "lead", "audience", "ident"])
    ctx.record(row)
    return row


@action("newsletters.add_part")
def add_part(ctx: Ctx, *, pk: int, text: Texts, kind: str = "", ident: str = "") -> Block:
    """Words, or a public thing with or without words about it; at the end."""
    row = queries.held(ctx.viewer, pk)
    ensure(rules.may_add_block(queries.facts(ctx.viewer, row)))
    if kind:
        ensure_seen(ctx, (kind, ident))
    last = row.blocks.aggregate(last=Max("position"))["last"] or 0
    made = Block.objects.create(
        newsletter=row, position=last + 1, text=text, kind=kind, ident=ident
    )
    ctx.record(row)
    return made


@action("newsletters.drop_part")
def drop_part(ctx: Ctx, *, pk: int, part: int) -> None:
    row = _open(ctx, pk)
    row.blocks.filter(pk=part).delete()
    ctx.record(row)


@action("newsletters.try_out")
def try_out(ctx: Ctx, *, pk: int) -> Newsletter:
    """To the writer's own letter-box, as readers will get it."""
    row = queries.held(ctx.viewer, pk)
    ensure(rules.may_write(ctx.viewer))
    me: Any = ctx.person
    self_alone = Subscriber(
        pk=0, city_id=ctx.city.pk, address=me.email, lang=ctx.viewer.lang, asked_at=ctx.now
    )
    keep_posts(ctx, [letters.Writer(ctx.city, row).post(self_alone)])
    ctx.record(row)
    return row


@action("newsletters.plan")
def plan(ctx: Ctx, *, pk: int, send_at: datetime | None = None) -> Newsletter:
    """It leaves at this moment, or at once."""
    row = queries.held(ctx.viewer, pk)
    moment = send_at or ctx.now
    ensure(rules.may_plan(queries.facts(ctx.viewer, row), moment, ctx.now))
    row.state, row.send_at = Newsletter.State.PLANNED, moment
    row.save(update_fields=["state", "send_at"])
    ctx.record(row, state=row.state)
    return row


@action("newsletters.call_back")
def call_back(ctx: Ctx, *, pk: int) -> Newsletter:
    """A planned one becomes a draft again, as long as its first letter has not left."""
    row = queries.held(ctx.viewer, pk)
    ensure(rules.may_call_back(queries.facts(ctx.viewer, row)))
    row.state = Newsletter.State.DRAFT
    row.save(update_fields=["state"])
    ctx.record(row, state=row.state)
    return row


def _open(ctx: Ctx, pk: int) -> Newsletter:
    row = queries.held(ctx.viewer, pk)
    ensure(rules.may_change(queries.facts(ctx.viewer, row)))
    return row
