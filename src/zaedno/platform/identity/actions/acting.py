"""Begin to act for somebody, note what is done, end it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.identity import letters, rules
from zaedno.platform.identity.models import Acting, ActingDeed
from zaedno.platform.identity.queries import acting as queries
from zaedno.platform.people.actions.accounts import held_person_of
from zaedno.platform.people.models import Person
from zaedno.platform.people.queries import alias_key


@action("identity.begin_acting")
def begin_acting(ctx: Ctx, *, address: str = "", mark: str = "", lang: str = "bg") -> Acting:
    """For half an hour what the clerk does counts as the person's, and the journal knows by whom.

    Found by address or by the document that verified them; else a person without an address.
    """
    ensure(rules.may_act_for(ctx.viewer))
    clerk: Any = ctx.person
    Person.objects.select_for_update(no_key=True).get(pk=clerk.pk)
    person = _person(ctx, address, mark, lang)
    ensure(rules.is_another(person.pk, clerk.pk))
    queries.open_of(ctx.viewer).update(ended_at=ctx.now)
    made = Acting.objects.create(
        city_id=ctx.city.pk, clerk_id=clerk.pk, person=person, begun_at=ctx.now,
        until=ctx.now + rules.ACTING_LIVES,
    )  # fmt: skip
    letters.mail_acting(ctx, person, made.receipt)
    ctx.record(made, person=alias_key(person, ctx.city))  # type: ignore[arg-type]
    return made


def _person(ctx: Ctx, address: str, mark: str, lang: str) -> Person:
    if address:
        found = held_person_of(ctx, address, lang)
        if found.state == Person.State.INVITED:  # the clerk has seen whose address it is
            found.state = Person.State.GUEST
            found.save(update_fields=["state"])
        return found
    if mark and (known := queries.verified_by(ctx.viewer, mark)) is not None:
        return known
    person = Person(
        email="", email_hash=f"desk:{secrets.token_hex(16)}", lang=lang, asked_at=ctx.now,
        state=Person.State.GUEST,
    )  # fmt: skip
    person.set_unusable_password()
    person.save()
    return person


def note(acting: Acting, verb: str, kind: str, ident: str, at: datetime) -> None:
    """Called in the transaction of each deed of the clerk for the person."""
    if verb == "identity.end_acting":
        return
    ActingDeed.objects.create(acting=acting, verb=verb, subject_kind=kind, subject_id=ident, at=at)


@action("identity.end_acting")
def end_acting(ctx: Ctx, *, acting: Acting) -> Acting:
    held = queries.held(ctx.viewer, acting.pk)
    ensure(rules.may_end_acting(ctx.viewer, held.clerk_id, ended=held.ended_at is not None))
    held.ended_at = ctx.now
    held.save(update_fields=["ended_at"])
    ctx.record(held)
    return held


@action("identity.close_overdue")
def close_overdue(ctx: Ctx) -> int:
    """Half an hour is over: it has ended already for every page, now the row says so too."""
    late = Acting.objects.filter(ended_at__isnull=True, until__lte=ctx.now)
    count = late.update(ended_at=ctx.now)
    if count:
        ctx.record(("identity.acting", ""), count=count)
    return count
