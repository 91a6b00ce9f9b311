"""Give a support and take it back: the limit is counted while its row is held."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals.models.proposal import Proposal, Sheet, Support
from zaedno.features.proposals.queries import rows
from zaedno.features.proposals.rules import proposal as rules


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
        today = timezone.localdate(ctx.now)
        Support.objects.create(city_id=ctx.city.pk, sheet=sheet, proposal=row, day=today)
        count(row, 1)
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
        count(row, -1)
    ctx.record(row)
    return row


def _sheet(ctx: Ctx, proposal: Proposal) -> Sheet:
    ensure(rules.may_support(ctx.viewer, rows.facts(ctx.viewer, proposal, ctx.now)))
    found = sheet_of(ctx, proposal.process_id)
    if found is None:
        raise TypeError("supporting needs an account")
    return found


def sheet_of(ctx: Ctx, process_id: int) -> Sheet | None:
    """The row that owns a person's limits in a process, put there first and then held.

    Two clicks meet here. Nobody's row, nothing to hold.
    """
    somebody = ctx.viewer.somebody
    if somebody is None:
        return None
    what: dict[str, Any] = {"process_id": process_id, "person_id": somebody.pk}
    Sheet.objects.bulk_create([Sheet(city_id=ctx.city.pk, **what)], ignore_conflicts=True)
    return Sheet.objects.select_for_update().get(**what)


def count(row: Proposal, by: int) -> None:
    """Add to the number that lists are sorted by; the row is held by whoever calls."""
    Proposal.objects.filter(pk=row.pk).update(supporters=F("supporters") + by)
    row.refresh_from_db(fields=["supporters"])
