"""Draft, publish, send without an account, enter from paper, change and withdraw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.algorithms.geometry import Geometry
from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals import letters
from zaedno.features.proposals.actions.questions import count_answers
from zaedno.features.proposals.actions.supports import sheet_of
from zaedno.features.proposals.models.proposal import Proposal, Wording
from zaedno.features.proposals.queries import answering, rows, screened
from zaedno.features.proposals.rules import proposal as rules
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.moderation.actions import sent_today, spend
from zaedno.platform.notifications.actions.follows import follow
from zaedno.platform.places.queries import district_of
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
    place: Geometry | None = None,
    where: str = "",
    signed: str = "",
    theme_id: int | None = None,
    organisation_id: int | None = None,
    source: tuple[str, str] | None = None,
    mark: str = "",
) -> Proposal:
    """Keep a proposal for its author alone; it is published from its own page."""
    ensure(rules.may_submit(ctx.viewer, rows.stage(ctx.viewer, process, ctx.now), ctx.now))
    ensure(rules.may_say(title, ""))
    made = _made(
        ctx,
        process,
        title=title,
        text=text,
        lang=lang,
        author=ctx.viewer.alias(),
        organisation_id=organisation_id,
        **_spot(ctx, district_id, place, where),
        signed=signed,
        theme_id=theme_id,
        mark=mark,
    )
    ctx.record(made, process=process.pk)
    _tie(ctx, source, made)
    return made


def _tie(ctx: Ctx, source: tuple[str, str] | None, made: Proposal) -> None:
    """To what it grew out of, where its author sees that."""
    if source:
        ensure_seen(ctx, source)
        link(ctx, source=source, target=made, relation="grew_out_of")


def _made(ctx: Ctx, process: Process, *, theme_id: int | None, **said: Any) -> Proposal:
    """A new row; without a topic of its own it has that of its process."""
    ensure(rules.says_no_data(said["signed"]))
    return Proposal.objects.create(
        city_id=ctx.city.pk,
        process=process,
        theme_id=theme_id or process.theme_id,
        made_at=ctx.now,
        **said,
    )


def _spot(ctx: Ctx, district_id: int | None, place: Geometry | None, where: str) -> dict[str, Any]:
    """Where it is about; a district nobody chose is the one the place lies in."""
    ensure(rules.says_no_data(where))
    found = district_id or district_of(ctx.viewer, place)
    return {"district_id": found, "place": place, "where": where}


@action("proposals.publish")
def publish(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    """From now on everybody reads it; the city owes an answer by the day that is named."""
    sheet_of(ctx, proposal.process_id)
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_publish(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    ensure(rules.may_say(row.title, row.text))
    day_ago = ctx.now - timedelta(days=1)
    mine = Proposal.objects.filter(author=row.author, process_id=row.process_id)
    sent = mine.filter(published_at__gt=day_ago)
    ensure(rules.may_send_another(sent.count()))
    count_answers(ctx, row)
    _show(ctx, row)
    ctx.record(row, process=row.process_id, state=row.state)
    if ctx.person is not None:
        follow(ctx, kind=KIND, ident=str(row.pk), own=True)
    if ctx.person is not None and row.state == Proposal.State.PUBLISHED:
        letters.to_authors(
            ctx,
            row,
            "published",
            lambda: letters.about(
                ctx, row, _("Your proposal is public"), _("What you write along is public now.")
            ),
        )
    return row


def _show(ctx: Ctx, row: Proposal, *, known: bool = True) -> None:
    """Public, or first for a moderator: as the stage says, and what comes without a solved task."""
    if known and not screened.must_wait(ctx.viewer, row, ctx.now):
        show(ctx, row)
        return
    ensure(rules.may_wait(screened.waiting(ctx.viewer).filter(process=row.process).count()))
    row.state = Proposal.State.WAITING
    row.save(update_fields=["state"])


def show(ctx: Ctx, row: Proposal) -> None:
    """Everybody reads it from now on, and the days of the answer are counted from today."""
    today = timezone.localdate(ctx.now)
    row.state, row.published_at = Proposal.State.PUBLISHED, ctx.now
    row.answer_due = answering.due(ctx.viewer, row.process, row.theme_id, today)
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
    place: Geometry | None = None,
    where: str = "",
    signed: str = "",
    theme_id: int | None = None,
    source: tuple[str, str] | None = None,
    proof: tuple[str, str] = ("", ""),
) -> Proposal:
    """Without an account. Who confirmed an address is its author, under a pseudonym; where the
    stage lets everybody, nothing of the author is kept.

    Public at once with a confirmed address or a task that the browser solved; else it waits.
    """
    ensure(rules.may_submit(ctx.viewer, rows.stage(ctx.viewer, process, ctx.now), ctx.now))
    ensure(rules.may_say(title, text))
    ensure(rules.may_send_another(sent_today(ctx) - 1))
    made = _made(
        ctx,
        process,
        title=title,
        text=text,
        lang=lang,
        author=ctx.viewer.alias(),
        **_spot(ctx, district_id, place, where),
        signed=signed,
        theme_id=theme_id,
    )
    _show(ctx, made, known=ctx.viewer.somebody is not None or spend(ctx, *proof))
    ctx.record(made)
    _tie(ctx, source, made)
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
    place: Geometry | None = None,
    where: str = "",
    signed: str = "",
    theme_id: int | None = None,
    organisation_id: int | None = None,
    channel: str = Proposal.Channel.PAPER,
    mark: str = "",
) -> Proposal:
    """A proposal that came on paper, typed in for somebody; it counts like any other."""
    ensure(rules.may_enter(ctx.viewer, rows.stage(ctx.viewer, process, ctx.now), ctx.now))
    ensure(rules.may_say(title, text))
    made = _made(
        ctx,
        process,
        title=title,
        text=text,
        lang=lang,
        channel=channel,
        **_spot(ctx, district_id, place, where),
        signed=signed,
        theme_id=theme_id,
        organisation_id=organisation_id,
        mark=mark,
    )
    show(ctx, made)
    ctx.record(made, process=process.pk, channel=channel)
    return made


@action("proposals.revise")
def revise(
    ctx: Ctx,
    *,
    proposal: Proposal,
    title: str,
    text: str,
    district_id: int | None = None,
    place: Geometry | None = None,
    where: str = "",
    signed: str = "",
    theme_id: int | None = None,
) -> Proposal:
    """Change the words; those of a published one stay readable as they were."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_revise(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    published = row.state == Proposal.State.PUBLISHED
    ensure(rules.may_say(title, "" if row.state == Proposal.State.DRAFT else text))
    if published and (row.title, row.text) != (title, text):
        Wording.objects.create(
            city_id=ctx.city.pk,
            proposal=row,
            title=row.title,
            text=row.text,
            until=ctx.now,
            supporters=row.supporters,
        )
        row.changed_at = ctx.now
    spot = _spot(ctx, district_id, place, where)
    ensure(rules.says_no_data(signed))
    new = {"title": title, "text": text, "theme_id": theme_id or row.theme_id, **spot}
    if rows.own(ctx.viewer, row):  # a co-author does not sign for somebody else
        new["signed"] = signed
    for name, value in new.items():
        setattr(row, name, value)
    if published and screened.must_wait(ctx.viewer, row, ctx.now):
        row.state = Proposal.State.WAITING
    row.save(update_fields=[*new, "changed_at", "state"])
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
