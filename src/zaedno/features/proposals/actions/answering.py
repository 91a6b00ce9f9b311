"""Ask the authors back, say what an accepted proposal leads to, remind the unit that owes."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.proposals import letters
from zaedno.features.proposals.models.answering import AnswerRule, Inquiry
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import answering, rows, together
from zaedno.features.proposals.rules import answering as rules
from zaedno.features.proposals.rules.proposal import has_reason, says_no_data
from zaedno.features.proposals.rules.together import has_reason as has_words
from zaedno.platform.cities.addresses import absolute


@action("proposals.set_rule")
def set_rule(
    ctx: Ctx, *, theme_id: int | None, days: int, commit_days: int, unit: Texts, mailbox: str = ""
) -> AnswerRule:
    """Within how many working days proposals on a topic are answered, and by which unit."""
    ensure(rules.may_set_rules(ctx.viewer))
    which: dict[str, Any] = {"city_id": ctx.city.pk, "theme_id": theme_id}
    made, _new = AnswerRule.objects.update_or_create(
        **which,
        defaults={"days": days, "commit_days": commit_days, "unit": unit, "mailbox": mailbox},
    )
    ctx.record(made, theme=theme_id, days=days, commit_days=commit_days)
    return made


@action("proposals.ask_back")
def ask_back(ctx: Ctx, *, proposal: Proposal, text: str) -> Inquiry:
    """Ask the authors something; until they reply the clock of the answer stands still."""
    row = rows.held(ctx.viewer, proposal.pk)
    reached = bool(together.authors(ctx.viewer, row))
    facts = rows.facts(ctx.viewer, row, ctx.now)
    ensure(rules.may_ask_back(ctx.viewer, facts, reached, row.waiting_since is not None))
    ensure(has_words(text))
    made = Inquiry.objects.create(
        city_id=ctx.city.pk,
        proposal=row,
        text=text.strip(),
        lang=ctx.viewer.lang,
        asked_at=ctx.now,
    )
    row.waiting_since = ctx.now
    row.save(update_fields=["waiting_since"])
    ctx.record(row, inquiry=made.pk)
    letters.to_authors(ctx, row, "asked", partial(_asked, ctx, row))
    return made


def _asked(ctx: Ctx, row: Proposal) -> tuple[str, str]:
    said = _("The city asks you something about your proposal. Until you answer, its clock stands.")
    return letters.about(ctx, row, _("A question about your proposal"), said)


@action("proposals.reply")
def reply(ctx: Ctx, *, proposal: Proposal, text: str) -> Inquiry:
    """The authors answer; from now on the city's days run again."""
    row = rows.held(ctx.viewer, proposal.pk)
    ours = rows.facts(ctx.viewer, row, ctx.now).ours
    ensure(rules.may_reply(ours, row.waiting_since is not None))
    ensure(has_words(text))
    return _ended(ctx, row, text.strip())


@action("proposals.go_on")
def go_on(ctx: Ctx, *, proposal: Proposal) -> Inquiry:
    """Let the clock run again though nobody replied."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_go_on(ctx.viewer, row.waiting_since is not None))
    return _ended(ctx, row, "")


def _ended(ctx: Ctx, row: Proposal, text: str) -> Inquiry:
    made = answering.held_inquiry(ctx.viewer, row)
    made.reply, made.ended_at = text, ctx.now
    made.stood = answering.stood(made.asked_at, ctx.now)
    made.save(update_fields=["reply", "ended_at", "stood"])
    row.waiting_since = None
    row.stood += made.stood
    row.answer_due = answering.moved(row.answer_due, made.stood)
    row.save(update_fields=["waiting_since", "stood", "answer_due"])
    ctx.record(row, inquiry=made.pk, stood=made.stood)
    return made


@action("proposals.explain")
def explain(ctx: Ctx, *, proposal: Proposal, why_not: Texts) -> Proposal:
    """Say openly why nothing follows from an accepted proposal."""
    row = rows.held(ctx.viewer, proposal.pk)
    led = row.led_at is not None
    ensure(rules.may_explain(ctx.viewer, row.outcome, row.answered, led))
    ensure(has_reason(str(why_not)))
    ensure(says_no_data(*why_not.values()))
    row.why_not = why_not
    row.save(update_fields=["why_not"])
    ctx.record(row, explained=True)
    letters.to_authors(ctx, row, "explained", partial(_explained, ctx, row))
    return row


def _explained(ctx: Ctx, row: Proposal) -> tuple[str, str]:
    said = _("The city says why no commitment follows from your proposal. Read it here:")
    return letters.about(ctx, row, _("What follows from your proposal"), said)


@action("proposals.note_led")
def note_led(ctx: Ctx, *, ident: int) -> Proposal | None:
    """Something that binds grew out of it: noted once."""
    row = Proposal.objects.select_for_update().filter(city_id=ctx.city.pk, pk=ident).first()
    if row is None or row.led_at is not None:
        return row
    row.led_at = ctx.now
    row.save(update_fields=["led_at"])
    ctx.record(row, led=True)
    return row


@action("proposals.remind_units")
def remind(ctx: Ctx) -> int:
    """One letter to each unit with what is near or late; the same is told again after a week."""
    today = timezone.localdate(ctx.now)
    found = list(answering.to_remind(ctx.viewer, today).select_for_update(of=("self",)))
    by_theme: dict[int | None, list[Proposal]] = {}
    for row in found:
        by_theme.setdefault(row.theme_id, []).append(row)
        row.reminded_on = today
    Proposal.objects.bulk_update(found, ["reminded_on"], batch_size=500)
    for theme_id, owed in by_theme.items():
        rule = answering.rule_for(ctx.viewer, theme_id)
        for address, lang in answering.mailboxes(ctx.viewer, rule):
            letters.send(ctx, address, lang, "owed", partial(_owed, ctx, owed))
    if found:
        ctx.record(("cities.city", ctx.city.pk), reminded=len(found))
    return len(found)


def _owed(ctx: Ctx, owed: list[Proposal]) -> tuple[str, str]:
    count = len(owed)
    subject = ngettext(
        "%(count)d proposal waits for you", "%(count)d proposals wait for you", count
    )
    slugs = sorted({row.process.slug for row in owed})
    pages = [absolute(ctx.city, reverse("proposals:desk", args=[slug])) for slug in slugs]
    said = _("An answer or a commitment is due within three working days, or late. All of them:")
    return subject % {"count": count}, "\n".join([said, "", *pages])
