"""Propose, change, withdraw and support; answer, merge, hide, object and decide."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.proposals import rules
from zaedno.features.proposals.models import Hiding, Proposal, Sheet, Support, Wording
from zaedno.features.proposals.queries import rows
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.notifications.actions.follows import follow
from zaedno.platform.processes.models import Process

KIND = "proposals.proposal"


@action("proposals.draft")
def draft(
    ctx: Ctx,
    *,
    process: Process,
    title: str,
    text: str,
    lang: str,
    district_id: int | None = None,
    organisation_id: int | None = None,
    source: tuple[str, str] | None = None,
    mark: str = "",
) -> Proposal:
    """Keep a proposal for its author alone; it is published from its own page."""
    ensure(rules.may_submit(ctx.viewer, rows.stage(ctx.viewer, process, ctx.now), ctx.now))
    ensure(rules.may_say(title, ""))
    made = Proposal.objects.create(
        city_id=ctx.city.pk,
        process=process,
        title=title,
        text=text,
        lang=lang,
        author=ctx.viewer.alias(),
        organisation_id=organisation_id,
        district_id=district_id,
        made_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, process=process.pk)
    if source:
        ensure_seen(ctx, source)
        link(ctx, source=source, target=made, relation="grew_out_of")
    return made


@action("proposals.publish")
def publish(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    """From now on everybody reads it; the city owes an answer by the day that is named."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_publish(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    ensure(rules.may_say(row.title, row.text))
    day_ago = ctx.now - timedelta(days=1)
    sent = Proposal.objects.filter(author=row.author, published_at__gt=day_ago)
    ensure(rules.may_send_another(sent.count()))
    _publish(ctx, row)
    ctx.record(row, process=row.process_id, state=row.state)
    if ctx.person is not None:
        follow(ctx, kind=KIND, ident=str(row.pk))
    return row


def _publish(ctx: Ctx, row: Proposal) -> None:
    row.state, row.published_at = Proposal.State.PUBLISHED, ctx.now
    row.answer_due = rows.due(row.process, timezone.localdate(ctx.now))
    row.save(update_fields=["state", "published_at", "answer_due"])


@action("proposals.submit", secret=True)
def submit(
    ctx: Ctx,
    *,
    process: Process,
    title: str,
    text: str,
    lang: str,
    district_id: int | None = None,
) -> Proposal:
    """Without an account, where the stage lets everybody: published at once, nobody's name kept."""
    ensure(rules.may_submit(ctx.viewer, rows.stage(ctx.viewer, process, ctx.now), ctx.now))
    ensure(rules.may_say(title, text))
    made = Proposal.objects.create(
        city_id=ctx.city.pk,
        process=process,
        title=title,
        text=text,
        lang=lang,
        district_id=district_id,
        made_at=ctx.now,
    )
    _publish(ctx, made)
    ctx.record(made)
    return made


@action("proposals.enter")
def enter(
    ctx: Ctx,
    *,
    process: Process,
    title: str,
    text: str,
    lang: str,
    district_id: int | None = None,
    organisation_id: int | None = None,
    channel: str = Proposal.Channel.PAPER,
    mark: str = "",
) -> Proposal:
    """A proposal that came on paper, typed in for somebody; it counts like any other."""
    ensure(rules.may_enter(ctx.viewer, rows.stage(ctx.viewer, process, ctx.now), ctx.now))
    ensure(rules.may_say(title, text))
    made = Proposal.objects.create(
        city_id=ctx.city.pk,
        process=process,
        title=title,
        text=text,
        lang=lang,
        channel=channel,
        district_id=district_id,
        organisation_id=organisation_id,
        made_at=ctx.now,
        mark=mark,
    )
    _publish(ctx, made)
    ctx.record(made, process=process.pk, channel=channel)
    return made


@action("proposals.revise")
def revise(
    ctx: Ctx, *, proposal: Proposal, title: str, text: str, district_id: int | None = None
) -> Proposal:
    """Change the words; those of a published one stay readable as they were."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_revise(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    published = row.state == Proposal.State.PUBLISHED
    ensure(rules.may_say(title, text if published else ""))
    if published and (row.title, row.text) != (title, text):
        Wording.objects.create(
            city_id=ctx.city.pk, proposal=row, title=row.title, text=row.text, until=ctx.now
        )
        row.changed_at = ctx.now
    row.title, row.text, row.district_id = title, text, district_id
    row.save(update_fields=["title", "text", "district_id", "changed_at"])
    ctx.record(row, state=row.state)
    return row


@action("proposals.withdraw")
def withdraw(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_withdraw(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.state = Proposal.State.WITHDRAWN
    row.save(update_fields=["state"])
    ctx.record(row, state=row.state)
    return row


@action("proposals.support", secret=True)
def support(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    """One person, one support for a proposal; as many in a process as it gives."""
    sheet = _sheet(ctx, proposal)
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_support(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    given = Support.objects.filter(sheet=sheet)
    if not given.filter(proposal=row).exists():
        limit = rows.limit(ctx.viewer, row.process)
        ensure(rules.may_support_another(given.count(), limit))
        Support.objects.create(city_id=ctx.city.pk, sheet=sheet, proposal=row)
        _count(row, 1)
    ctx.record(row)
    return row


@action("proposals.unsupport", secret=True)
def unsupport(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    """Take one's own support back, while it can still be given to another one."""
    sheet = _sheet(ctx, proposal)
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_support(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    gone, _what = Support.objects.filter(sheet=sheet, proposal=row).delete()
    if gone:
        _count(row, -1)
    ctx.record(row)
    return row


def _sheet(ctx: Ctx, proposal: Proposal) -> Sheet:
    """The row that owns the limit, put there first and then held: two clicks meet here."""
    ensure(rules.may_support(ctx.viewer, rows.facts(ctx.viewer, proposal, ctx.now)))
    what: dict[str, Any] = {"process_id": proposal.process_id, "person_id": ctx.viewer.person.pk}  # type: ignore[union-attr]
    Sheet.objects.bulk_create([Sheet(city_id=ctx.city.pk, **what)], ignore_conflicts=True)
    return Sheet.objects.select_for_update().get(**what)


def _count(row: Proposal, by: int) -> None:
    Proposal.objects.filter(pk=row.pk).update(supporters=F("supporters") + by)
    row.refresh_from_db(fields=["supporters"])


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
    for row in chosen:
        ensure(rules.may_answer(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
        row.answered_at, row.answered_in = ctx.now, rows.days_taken(row, ctx.now)
    Proposal.objects.bulk_update(chosen, ["answered_at", "answered_in"])
    for row in chosen:
        ctx.record(row, outcome=row.outcome, answered=True)
    return len(chosen)


@action("proposals.merge")
def merge(ctx: Ctx, *, proposal: Proposal, into: Proposal) -> Proposal:
    """One goes on for both: the merged one stays readable and its supporters count once."""
    first, second = sorted((proposal.pk, into.pk))
    held = {pk: rows.held(ctx.viewer, pk) for pk in (first, second)}
    one, other = held[proposal.pk], held[into.pk]
    facts, others = (rows.facts(ctx.viewer, row, ctx.now) for row in (one, other))
    ensure(rules.may_merge(ctx.viewer, facts, others, same=one.pk == other.pk))
    already = Support.objects.filter(proposal=other).values("sheet_id")
    moved = Support.objects.filter(proposal=one).exclude(sheet_id__in=already)
    count = moved.update(proposal=other)
    _count(other, count)
    one.state, one.merged_into = Proposal.State.MERGED, other
    one.save(update_fields=["state", "merged_into"])
    ctx.record(one, into=other.pk, moved=count)
    link(ctx, source=one, target=other, relation="grew_out_of")
    return other


@action("proposals.hide")
def hide(ctx: Ctx, *, proposal: Proposal, rule: str, facts: Texts) -> Hiding:
    """Take a proposal out of sight, with the rule and the facts; its author may object."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_hide(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.state = Proposal.State.HIDDEN
    row.save(update_fields=["state"])
    made = Hiding.objects.create(
        city_id=ctx.city.pk,
        proposal=row,
        rule=rule,
        facts=facts,
        by=ctx.viewer.alias(),
        made_at=ctx.now,
    )
    ctx.record(row, rule=rule)
    return made


@action("proposals.appeal")
def appeal(ctx: Ctx, *, proposal: Proposal, text: str) -> Hiding:
    """The author objects to the hiding; a second moderator decides."""
    row = rows.held(ctx.viewer, proposal.pk)
    hiding = rows.hiding(ctx.viewer, row)
    ensure(rules.may_appeal(ctx.viewer, rows.own(ctx.viewer, row), hiding))
    hiding.appeal, hiding.appealed_at = text.strip(), ctx.now
    hiding.save(update_fields=["appeal", "appealed_at"])
    ctx.record(row, appealed=True)
    return hiding


@action("proposals.rule")
def rule(ctx: Ctx, *, proposal: Proposal, ruling: str, reason: Texts) -> Hiding:
    """Another person than who hid it says whether it stays hidden, with the reason."""
    row = rows.held(ctx.viewer, proposal.pk)
    hiding = rows.hiding(ctx.viewer, row)
    ensure(rules.may_rule(ctx.viewer, hiding, ctx.viewer.alias()))
    hiding.ruling, hiding.ruling_reason, hiding.ruled_at = ruling, reason, ctx.now
    hiding.save(update_fields=["ruling", "ruling_reason", "ruled_at"])
    if ruling == Hiding.Ruling.RESTORED:
        row.state = Proposal.State.PUBLISHED
        row.save(update_fields=["state"])
    ctx.record(row, ruling=ruling)
    return hiding
