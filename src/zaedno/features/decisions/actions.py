"""Record acts and money, plan, deliver and delay; check, publish, hide and answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import ensure
from zaedno.features.decisions import rules, words
from zaedno.features.decisions.models import Act, BudgetLine, CitizenCheck, Delivery
from zaedno.features.decisions.queries import rows
from zaedno.platform.discussion.actions.writing import hold_speaker
from zaedno.platform.files.actions import store
from zaedno.platform.links.actions import link


@action("decisions.record")
def record(
    ctx: Ctx,
    *,
    kind: str,
    number: str,
    date: When,
    body: Texts,
    title: Texts,
    reasons: Texts | None = None,
    protocol: str = "",
    text_url: str = "",
    theme_id: int | None = None,
    source: tuple[str, Any] | None = None,
    mark: str = "",
) -> Act:
    """Record what a body decided, and what it grew out of."""
    ensure(rules.may_record(ctx.viewer))
    ensure(rules.is_new(rows.recorded(ctx.viewer, kind, number, date)))
    made = Act.objects.create(
        city_id=ctx.city.pk,
        kind=kind,
        number=number,
        protocol=protocol,
        date=date,
        body=body,
        title=title,
        reasons=reasons or Texts(),
        text_url=text_url,
        theme_id=theme_id,
        recorded_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, kind=kind, date=date.text)
    if source:
        link(ctx, source=source, target=made, relation="grew_out_of")
    return made


@action("decisions.budget")
def budget(
    ctx: Ctx,
    *,
    act: int,
    code: str,
    name: Texts,
    amount: Decimal,
    currency: str,
    year: int,
    mark: str = "",
) -> BudgetLine:
    """The money an act sets aside, in the currency of its year."""
    ensure(rules.may_record(ctx.viewer))
    row = rows.act(ctx.viewer, act)
    made = BudgetLine.objects.create(
        act=row,
        city_id=ctx.city.pk,
        code=code,
        name=name,
        amount=amount,
        currency=currency,
        year=year,
        mark=mark,
    )
    ctx.record(row, amount=str(amount), currency=currency, year=year)
    return made


@action("decisions.plan")
def plan(
    ctx: Ctx, *, act: int, text: Texts, owner_id: int, planned: When, mark: str = ""
) -> Delivery:
    """What the act promises to deliver, by when, and who answers for it."""
    ensure(rules.may_record(ctx.viewer))
    row = rows.act(ctx.viewer, act)
    made = Delivery.objects.create(
        act=row, city_id=ctx.city.pk, text=text, owner_id=owner_id, planned=planned, mark=mark
    )
    ctx.record(made, act=row.pk, planned=planned.text)
    link(ctx, source=row, target=made, relation="delivers")
    return made


@action("decisions.deliver")
def deliver(ctx: Ctx, *, pk: int, day: date) -> Delivery:
    """The city says: done, on this day. Citizens may say otherwise."""
    row = rows.held_delivery(ctx.viewer, pk)
    facts = rows.facts_for(ctx.viewer, row)
    ensure(rules.may_deliver(ctx.viewer, facts, day=day, today=timezone.localdate(ctx.now)))
    row.done_on = day
    row.save(update_fields=["done_on"])
    ctx.record(row, day=day.isoformat())
    return row


@action("decisions.delay")
def delay(ctx: Ctx, *, pk: int, new: When, reason: Texts) -> Delivery:
    """Move the date, with the reason; the planned one stays beside it."""
    row = rows.held_delivery(ctx.viewer, pk)
    ensure(rules.may_delay(ctx.viewer, rows.facts_for(ctx.viewer, row), new=new))
    row.moved_to, row.delay_reason = new, reason
    row.save(update_fields=["moved_to", "delay_reason"])
    ctx.record(row, new=new.text)
    return row


@action("decisions.check")
def check(
    ctx: Ctx,
    *,
    delivery: int,
    verdict: str,
    text: Texts,
    day: date,
    photo: Any = None,
    district_id: int | None = None,
    mark: str = "",
) -> CitizenCheck:
    """Somebody says what they saw; a moderator reads it before it is shown."""
    row = rows.held_delivery(ctx.viewer, delivery)
    author = ctx.viewer.alias()
    hold_speaker(ctx, author)  # the limit is the author's, whatever else they check meanwhile
    ensure(rules.may_check(ctx.viewer, rows.sent_since(ctx.viewer, author, ctx.now)))
    picture = store(ctx, upload=photo, kinds=("image",)) if photo else None
    made = CitizenCheck.objects.create(
        delivery=row,
        city_id=ctx.city.pk,
        verdict=verdict,
        text=text,
        day=day,
        photo=picture,
        district_id=district_id,
        claimed=words.standing(row, day),
        author=author,
        sent_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, delivery=row.pk)
    return made


@action("decisions.publish_check")
def publish_check(ctx: Ctx, *, pk: int) -> CitizenCheck:
    row = rows.held_check(ctx.viewer, pk)
    ensure(rules.may_read(ctx.viewer, row.state))
    row.state = CitizenCheck.State.PUBLISHED
    row.save(update_fields=["state"])
    ctx.record(row, delivery=row.delivery_id)
    return row


@action("decisions.hide_check")
def hide_check(ctx: Ctx, *, pk: int, reason: str) -> CitizenCheck:
    """Not shown, with the reason that its author reads."""
    row = rows.held_check(ctx.viewer, pk)
    ensure(rules.may_read(ctx.viewer, row.state))
    row.state, row.hidden_reason = CitizenCheck.State.HIDDEN, reason
    row.save(update_fields=["state", "hidden_reason"])
    ctx.record(row, delivery=row.delivery_id)
    return row


@action("decisions.answer_check")
def answer_check(ctx: Ctx, *, pk: int, answer: Texts) -> CitizenCheck:
    """The city answers in public what a citizen saw."""
    row = rows.held_check(ctx.viewer, pk)
    ensure(rules.may_answer(ctx.viewer, row.state))
    row.answer, row.answered_on = answer, timezone.localdate(ctx.now)
    row.save(update_fields=["answer", "answered_on"])
    ctx.record(row, delivery=row.delivery_id)
    return row
