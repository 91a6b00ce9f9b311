"""A second factor: set up, asked at sign-in, given up. A code opens once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyotp
from django.utils.crypto import constant_time_compare

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import keyed_hash, receipt_number
from zaedno.core.verdict import ensure
from zaedno.platform.cities.models import City
from zaedno.platform.identity.models import Factor
from zaedno.platform.identity.queries import factors
from zaedno.platform.identity.rules import factors as factor_rules
from zaedno.platform.people.models import Person

STEP, RECOVERY = 30, 10


@action("identity.prepare_factor", secret=True)
def prepare_factor(ctx: Ctx) -> Factor:
    """A secret for the app; nothing is asked until a first code of it has come back. No event."""
    ensure(factor_rules.may_have_factor(ctx.viewer))
    person: Any = ctx.person
    blank = Factor(
        person_id=person.pk, secret=pyotp.random_base32(), made_at=ctx.now, tries_since=ctx.now
    )
    Factor.objects.bulk_create([blank], ignore_conflicts=True)
    return factors.held(ctx.viewer)


@action("identity.confirm_factor")
def confirm_factor(ctx: Ctx, *, code: str) -> list[str]:
    """From now on it is asked. Gives the recovery codes, this once; empty when the code is wrong.

    Called without a form key, since the answer to a form is kept for a second sender.
    """
    ensure(factor_rules.may_have_factor(ctx.viewer))
    row = factors.held(ctx.viewer)
    person = Person.objects.select_for_update().get(pk=row.person_id)
    ensure(factor_rules.may_confirm_factor(person.factor_at is not None))
    if not _fits(ctx, row, code):
        return []
    codes = [receipt_number() for _number in range(RECOVERY)]
    row.recovery = [_digest(row, one) for one in codes]
    row.save(update_fields=["recovery"])
    person.factor_at = ctx.now
    person.save(update_fields=["factor_at"])
    ctx.record(person, factor=True)
    return codes


@action("identity.pass_factor")
def pass_factor(ctx: Ctx, *, code: str) -> bool:
    """At sign-in: a code of the app, or one of the recovery codes, each once."""
    ensure(factor_rules.may_have_factor(ctx.viewer))
    row = factors.held(ctx.viewer)
    passed = _fits(ctx, row, code) or _recovers(row, code)
    if passed:
        ctx.record(("people.person", row.person_id), left=len(row.recovery))
    return passed


@action("identity.drop_factor")
def drop_factor(ctx: Ctx, *, code: str) -> bool:
    """Give it up with a last code; staff of a city that asks for one set up another."""
    ensure(factor_rules.may_have_factor(ctx.viewer))
    row = factors.held(ctx.viewer)
    if not (_fits(ctx, row, code) or _recovers(row, code)):
        return False
    Person.objects.filter(pk=row.person_id).update(factor_at=None)
    ctx.record(("people.person", row.person_id), factor=False)
    row.delete()
    return True


def _fits(ctx: Ctx, row: Factor, code: str) -> bool:
    """Whether it is a code of now, the step before or after, that was not used. Counts the try."""
    if row.tries_since + timedelta(hours=1) <= ctx.now:
        row.tries, row.tries_since = 0, ctx.now
    ensure(factor_rules.may_try_factor(row.tries))
    row.tries += 1
    step = int(ctx.now.timestamp()) // STEP
    totp = pyotp.TOTP(row.secret, interval=STEP)
    open_ = [one for one in (step - 1, step, step + 1) if one > row.last_step]
    fitting = [one for one in open_ if constant_time_compare(totp.generate_otp(one), code)]
    if fitting:
        row.last_step, row.tries = fitting[-1], 0
    row.save(update_fields=["last_step", "tries", "tries_since"])
    return bool(fitting)


def _recovers(row: Factor, code: str) -> bool:
    digest = _digest(row, code)
    if digest not in row.recovery:
        return False
    row.recovery = [one for one in row.recovery if one != digest]
    row.tries = 0
    row.save(update_fields=["recovery", "tries"])
    return True


def _digest(row: Factor, code: str) -> str:
    return keyed_hash("identity.recovery", f"{row.pk}:{code}")


@action("identity.require_factor")
def require_factor(ctx: Ctx, *, on: bool) -> None:
    """Whether everybody with a role of staff needs a second factor in this city."""
    person: Any = ctx.person
    ensure(
        factor_rules.may_require_factor(
            ctx.viewer, own=getattr(person, "factor_at", None) is not None
        )
    )
    City.objects.filter(pk=ctx.city.pk).update(staff_factor=on)
    ctx.record(("cities.city", ctx.city.pk), staff_factor=on)
