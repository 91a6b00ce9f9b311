"""What all ways of being verified end in: one person, one account, for a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from zaedno.core.actions import Ctx
from zaedno.core.verdict import ensure
from zaedno.platform.identity import rules
from zaedno.platform.identity.models import Policy, SpentMark, Tries, Verification
from zaedno.platform.people.models import Person

BAND = 10
Known = dict[str, Any]


def known(policy: Policy, *, district_id: int | None, born: int | None) -> Known:
    """No more than the city keeps: a district or not, a year, a band of years, or nothing."""
    years: tuple[int | None, int | None] = (None, None)
    if born and policy.keeps_year == Policy.Year.EXACT:
        years = (born, born)
    elif born and policy.keeps_year == Policy.Year.BAND:
        years = (born - born % BAND, born - born % BAND + BAND - 1)
    district = district_id if policy.keeps_district else None
    return {"district_id": district, "born_from": years[0], "born_to": years[1]}


def of_row(row: Any) -> Known:
    return {
        "district_id": row.district_id,
        "born_from": row.born_from,
        "born_to": row.born_to,
    }


def grant(ctx: Ctx, person_id: int, *, way: str, mark: str, policy: Policy, facts: Known) -> str:
    """Verified; or "taken" by another account, "erased" with one, or "other" data stand here.

    The account is held, and the database lets one open row stand for a mark: of many accounts
    that come with the same person at once, one gets it. Marks of erased accounts are looked at
    afterwards: whoever waited for an erasure that was under way sees what it left.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    open_ = Verification.objects.filter(city_id=ctx.city.pk, ended_at__isnull=True)
    both = Q(mark=mark) | Q(person_id=person_id)
    open_.filter(both, until__lte=ctx.now).update(ended_at=ctx.now)
    until = ctx.now + timedelta(days=policy.valid_days)
    again = open_.filter(mark=mark, person_id=person_id)
    if not again.update(way=way, at=ctx.now, until=until, **facts):
        made = Verification(
            city_id=ctx.city.pk, person_id=person_id, mark=mark, way=way, at=ctx.now, until=until,
            **facts,
        )  # fmt: skip
        Verification.objects.bulk_create([made], ignore_conflicts=True)
    if SpentMark.objects.filter(city_id=ctx.city.pk, mark=mark, until__gt=ctx.now).exists():
        again.delete()
        return "erased"
    found = open_.filter(person_id=person_id).first()
    if found is None:
        return "taken"
    if found.mark != mark:
        return "other"
    ctx.record(found, way=way)
    return "verified"


def count_try(ctx: Ctx, person_id: int, way: str) -> None:
    """One more try of a day; the row is put there first and then held, so that none slips by."""
    blank = Tries(city_id=ctx.city.pk, person_id=person_id, way=way, since=ctx.now)
    Tries.objects.bulk_create([blank], ignore_conflicts=True)
    row = Tries.objects.select_for_update().get(city_id=ctx.city.pk, person_id=person_id, way=way)
    ensure(rules.may_try(row.count, row.since, ctx.now))
    if is_over(row.since, ctx.now):
        row.since, row.count = ctx.now, 0
    row.count += 1
    row.save(update_fields=["since", "count"])


def is_over(since: datetime, now: datetime) -> bool:
    return since + timedelta(days=1) <= now
