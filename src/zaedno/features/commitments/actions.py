"""Promise, confirm, refuse, report, amend, withdraw, remind."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.post import write_letter
from zaedno.core.verdict import ensure
from zaedno.features.commitments import rules
from zaedno.features.commitments.models import Amendment, Commitment, Progress, Reminder
from zaedno.features.commitments.queries import rows
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.links.actions import link
from zaedno.platform.people.models import Organisation, StakeholderKind
from zaedno.platform.people.queries import representatives_addresses

REMINDERS = {"before": timedelta(days=14), "on_day": timedelta(0)}
SUBJECTS = {
    "ask": _("A commitment waits for your answer"),
    "before": _("A commitment is due in 14 days"),
    "on_day": _("A commitment is due today"),
}


@action("commitments.promise")
def promise(
    ctx: Ctx,
    *,
    text: Texts,
    measure: Texts,
    unit: str,
    baseline: Decimal | None,
    target: Decimal,
    owner: Organisation,
    due: When,
    theme_id: int | None = None,
    scope: str = "",
    helpers: list[str] | None = None,
    source: tuple[str, Any] | None = None,
    reason: str = "",
    mark: str = "",
) -> Commitment:
    """Write a promise down and ask its owner; until the owner confirms it counts nowhere."""
    ensure(rules.may_promise(ctx.viewer))
    ensure(rules.may_set_target(baseline, target))
    made = Commitment.objects.create(
        city_id=ctx.city.pk,
        text=text,
        measure=measure,
        unit=unit,
        baseline=baseline,
        target=target,
        owner=owner,
        theme_id=theme_id,
        scope=scope,
        due=due,
        due_now=due,
        proposed_at=ctx.now,
        mark=mark,
    )
    if helpers:
        kinds = StakeholderKind.objects.filter(city_id=ctx.city.pk, code__in=helpers)
        made.helpers.set(kinds)
    ctx.record(made, owner=owner.pk, due=due.text)
    if source:
        link(ctx, source=source, target=made, relation="grew_out_of", reason=reason)
    _letters(ctx, made, "ask")
    return made


@action("commitments.confirm")
def confirm(ctx: Ctx, *, pk: int) -> Commitment:
    """The owner says: this is ours. From now on it counts."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_answer(ctx.viewer, rows.facts_for(ctx.viewer, row), "confirm"))
    row.state = Commitment.State.CONFIRMED
    row.confirmed_on = _day(ctx)
    row.save(update_fields=["state", "confirmed_on"])
    ctx.record(row)
    return row


@action("commitments.refuse")
def refuse(ctx: Ctx, *, pk: int, reason: str) -> Commitment:
    """The owner says no, with a reason that the coordinator reads."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_answer(ctx.viewer, rows.facts_for(ctx.viewer, row), "refuse"))
    row.state = Commitment.State.REFUSED
    row.refused_reason = reason
    row.save(update_fields=["state", "refused_reason"])
    ctx.record(row)
    return row


@action("commitments.report")
def report(
    ctx: Ctx,
    *,
    pk: int,
    day: date,
    value: Decimal,
    evidence: Texts,
    evidence_url: str = "",
    mark: str = "",
) -> Progress:
    """A value in the measure's unit with its evidence; reaching the target completes it."""
    row = rows.held(ctx.viewer, pk)
    facts = rows.facts_for(ctx.viewer, row)
    ensure(rules.may_change(ctx.viewer, facts, "report"))
    ensure(rules.may_report_value(facts, day=day, today=_day(ctx)))
    made = Progress.objects.create(
        commitment=row,
        city_id=ctx.city.pk,
        day=day,
        value=value,
        evidence=evidence,
        evidence_url=evidence_url,
        reported_at=ctx.now,
        mark=mark,
    )
    reached = rows.stands(ctx.viewer, row, day).delivery == "complete"
    row.state = Commitment.State.COMPLETE if reached else Commitment.State.UNDER_WAY
    row.delivered_on = day if reached else None
    row.save(update_fields=["state", "delivered_on"])
    ctx.record(row, progress=made.pk, complete=reached)
    return made


@action("commitments.amend")
def amend(
    ctx: Ctx,
    *,
    pk: int,
    new_due: When,
    reason: Texts,
    scope_change: Texts | None = None,
    mark: str = "",
) -> Amendment:
    """Move the due date or narrow the promise; the first date and text stay where they are."""
    row = rows.held(ctx.viewer, pk)
    facts = rows.facts_for(ctx.viewer, row)
    ensure(rules.may_change(ctx.viewer, facts, "amend"))
    if not scope_change:
        ensure(rules.may_move_due(facts, new_due))
    made = Amendment.objects.create(
        commitment=row,
        city_id=ctx.city.pk,
        day=_day(ctx),
        old_due=row.due_now,
        new_due=new_due,
        scope_change=scope_change or Texts(),
        reason=reason,
        mark=mark,
    )
    row.due_now = new_due
    row.save(update_fields=["due_now"])
    ctx.record(row, old_due=made.old_due.text, new_due=new_due.text)
    return made


@action("commitments.withdraw")
def withdraw(ctx: Ctx, *, pk: int, reason: Texts) -> Commitment:
    """Drop it in the open: the page stays, with the reason."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_change(ctx.viewer, rows.facts_for(ctx.viewer, row), "withdraw"))
    row.state = Commitment.State.WITHDRAWN
    row.withdrawn_on = _day(ctx)
    row.withdrawn_reason = reason
    row.save(update_fields=["state", "withdrawn_on", "withdrawn_reason"])
    ctx.record(row)
    return row


@action("commitments.close_following")
def close_following(ctx: Ctx, *, pk: int, day: date) -> Commitment:
    """Nobody follows this one after `day`: its standing is shown as of that day."""
    row = rows.held(ctx.viewer, pk)
    ensure(rules.may_promise(ctx.viewer))
    row.followed_until = day
    row.save(update_fields=["followed_until"])
    ctx.record(row, until=day.isoformat())
    return row


@action("commitments.remind")
def remind(ctx: Ctx) -> int:
    """Letters to owners 14 days before the due day and on it; each goes out once."""
    days = {name: _day(ctx) + ahead for name, ahead in REMINDERS.items()}
    sent = 0
    for name, row in rows.due_soon(ctx.viewer, days):
        fresh = Reminder(
            commitment=row, city_id=ctx.city.pk, kind=name, due=row.due_now, sent_at=ctx.now
        )
        Reminder.objects.bulk_create([fresh], ignore_conflicts=True)
        ctx.record(row, reminder=name)
        _letters(ctx, row, name)
        sent += 1
    return sent


def _day(ctx: Ctx) -> date:
    return timezone.localdate(ctx.now)


def _letters(ctx: Ctx, row: Commitment, occasion: str) -> None:
    """To everybody who speaks for the owner, each in the language they chose."""
    path = f"/commitments/{row.pk}/"
    for recipient in representatives_addresses(ctx.viewer, [row.owner_id])[row.owner_id]:
        lang = recipient.lang
        with override(lang):
            body = gettext(
                "Commitment: %(text)s\nMeasure: %(measure)s\nDue: %(due)s\n\n"
                "Read it and answer here: %(url)s"
            ) % {
                "text": row.text,
                "measure": row.measure,
                "due": row.due_now.show(lang),
                "url": absolute(ctx.city, f"/{lang}{path}"),
            }
            subject = str(SUBJECTS[occasion])
        kind = f"commitments.{occasion}"
        write_letter(ctx, to=recipient.address, lang=lang, kind=kind, subject=subject, body=body)
