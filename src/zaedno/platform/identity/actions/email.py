"""Confirm an address by a code; no account is made of it."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from django.utils.crypto import constant_time_compare

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.identity import letters, rules
from zaedno.platform.identity.models import Code
from zaedno.platform.identity.queries import persons
from zaedno.platform.identity.rules import providers as provider_rules
from zaedno.platform.people.actions.accounts import held_person_of, letters_last_hour
from zaedno.platform.people.models import Person
from zaedno.platform.people.queries import alias_key
from zaedno.platform.people.rules import LETTERS_AN_HOUR


@action("identity.ask_code")
def ask_code(ctx: Ctx, *, address: str, lang: str = "bg") -> Code:
    """Have a code sent. A known address gets the same letter, the asker the same answer."""
    person = held_person_of(ctx, address, lang)
    ensure(rules.may_ask_code(letters_last_hour(ctx, person), LETTERS_AN_HOUR))
    digits = f"{secrets.randbelow(1_000_000):06d}"
    made = Code.objects.create(
        city_id=ctx.city.pk, person=person, asked_at=ctx.now, until=ctx.now + rules.CODE_LIVES
    )
    made.digest = persons.digest(made.pk, digits)
    made.save(update_fields=["digest"])
    letters.mail_code(ctx, person, address, lang, digits)
    ctx.record(person)
    return made


@action("identity.confirm_email")
def confirm_email(ctx: Ctx, *, code: Code, digits: str) -> Person | None:
    """The person of the code; nobody when it is wrong: that try must count, so it is no refusal."""
    if (held := _opened(ctx, code, digits)) is None:
        return None
    person = Person.objects.select_for_update().get(pk=held.person_id)
    if person.state == Person.State.INVITED:
        person.state = Person.State.GUEST
        person.save(update_fields=["state"])
    alias = alias_key(person, ctx.city)  # type: ignore[arg-type]
    replace(ctx, viewer=ctx.viewer.known_as(person, alias)).record(person)
    return person


def _opened(ctx: Ctx, code: Code, digits: str) -> Code | None:
    held = persons.held_code(ctx.viewer, code.pk)
    ensure(rules.code_opens(persons.facts(held), ctx.now))
    held.tries += 1
    right = constant_time_compare(held.digest, persons.digest(held.pk, digits))
    held.used_at = ctx.now if right else None
    held.save(update_fields=["tries", "used_at"])
    return held if right else None


@action("identity.add_address")
def add_address(ctx: Ctx, *, code: Code, digits: str) -> Person | None:
    """An account that a provider opened gets an address; one under which somebody is known here
    already joins nothing."""
    own: Any = ctx.person
    ensure(provider_rules.may_add_address(ctx.viewer, has=bool(own and own.email)))
    if (held := _opened(ctx, code, digits)) is None:
        return None
    rows = Person.objects.select_for_update().filter(pk__in=[own.pk, held.person_id])
    both = {row.pk: row for row in rows.order_by("pk")}
    mine, holder = both[own.pk], both[held.person_id]
    ensure(provider_rules.may_add_address(ctx.viewer, has=bool(mine.email)))
    ensure(provider_rules.is_free_address(holder.state == Person.State.INVITED))
    mine.email, mine.email_hash = holder.email, holder.email_hash
    holder.delete()
    mine.save(update_fields=["email", "email_hash"])
    ctx.record(mine, address=True)
    return mine
