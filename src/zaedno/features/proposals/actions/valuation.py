"""Ask experts, answer as one, remind who has not answered yet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals import letters
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.valuation import Valuation
from zaedno.features.proposals.queries import rows, valuation
from zaedno.features.proposals.rules import valuation as rules

NEAR = timedelta(days=2)


@action("proposals.assign")
def assign(ctx: Ctx, *, proposal: Proposal, people: Collection[int], due: date) -> Proposal:
    """Ask these experts until a day; who was asked before keeps what they wrote."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_assign(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    allowed = dict(valuation.experts(ctx.viewer))
    wanted = sorted({one for one in people if one in allowed})
    there = set(Valuation.objects.filter(proposal=row).values_list("person_id", flat=True))
    ensure(rules.can_ask(len(there | set(wanted)), due, timezone.localdate(ctx.now)))
    Valuation.objects.filter(proposal=row, person_id__in=wanted, given_at__isnull=True).update(
        due=due, reminded_at=None
    )
    for person_id in wanted:
        if person_id not in there:
            made = Valuation.objects.create(
                city_id=ctx.city.pk, proposal=row, person_id=person_id, due=due, asked_at=ctx.now
            )
            _write(ctx, made, row)
    ctx.record(row, experts=len(wanted), due=due.isoformat())
    return row


def _write(ctx: Ctx, made: Valuation, row: Proposal) -> None:
    said = partial(_words, ctx, row, made.due)
    letters.send(ctx, made.person.email, made.person.lang, "valuation", said)


def _words(ctx: Ctx, row: Proposal, due: date) -> tuple[str, str]:
    body = _(
        "Please say until %(day)s whether this proposal can be done, and at what cost:\n\n"
        "“%(title)s”\n%(address)s"
    )
    address = letters.page(ctx, row, "proposals:value")
    facts = {"day": due.isoformat(), "title": row.title, "address": address}
    return _("A proposal waits for your opinion"), body % facts


@action("proposals.value")
def value(
    ctx: Ctx,
    *,
    proposal: Proposal,
    feasible: str,
    note: str,
    cost: Decimal | None = None,
    takes: str = "",
    public: bool = False,
) -> Valuation:
    """An expert says whether it can be done; public only if they say so."""
    row = rows.held(ctx.viewer, proposal.pk)
    made = valuation.held(ctx.viewer, row)
    ensure(rules.may_value(True, rows.facts(ctx.viewer, row, ctx.now)))
    made.feasible, made.note, made.cost, made.takes = feasible, note.strip(), cost, takes.strip()
    made.public, made.lang, made.given_at = public, ctx.viewer.lang, ctx.now
    made.save()
    ctx.record(row, valuation=made.pk, public=public)
    return made


@action("proposals.remind_experts")
def remind(ctx: Ctx) -> int:
    """A letter to each expert whose day is near and who has said nothing; once for each day set."""
    before = timezone.localdate(ctx.now) + NEAR
    found = list(valuation.to_remind(ctx.viewer, before).select_for_update(of=("self",)))
    for one in found:
        _write(ctx, one, one.proposal)
        one.reminded_at = ctx.now
        one.save(update_fields=["reminded_at"])
    if found:
        ctx.record(("cities.city", ctx.city.pk), reminded=len(found))
    return len(found)
