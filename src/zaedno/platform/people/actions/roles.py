"""What a person may do in a city, from when until when."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.people import letters, rules, tokens
from zaedno.platform.people.actions.accounts import held_person_of, hold_cities
from zaedno.platform.people.models import Person, Role


def _held_roles(ctx: Ctx, person: Person) -> list[str]:
    Person.objects.select_for_update().get(pk=person.pk)
    mine = Role.objects.filter(person=person, city_id=ctx.city.pk, until__isnull=True)
    return list(mine.values_list("role", flat=True))


@action("people.appoint")
def appoint(ctx: Ctx, *, person: Person, role: str) -> Role:
    """Give a role; what a person was appointed to earlier stays on record with its dates."""
    held = _held_roles(ctx, person)
    ensure(rules.fits(role, held) if ctx.system else rules.may_appoint(ctx.viewer, role, held))
    given = Role.objects.create(person=person, city_id=ctx.city.pk, role=role, since=ctx.now)
    ctx.record(person, role=role)
    return given


@action("people.invite")
def invite(ctx: Ctx, *, address: str, role: str, lang: str = "bg") -> Role:
    """Give a role by address; whoever has no account yet makes one by the letter."""
    person = held_person_of(ctx, address, lang)
    given = appoint(ctx, person=person, role=role)
    token = ""
    if not person.is_active:
        token = tokens.write_token("confirm", person, ctx.city.pk, ctx.now)
    letters.mail_invitation(ctx, person, role, token)
    ctx.record(person, role=role)
    return given


@action("people.leave_role")
def leave_role(ctx: Ctx, *, role: Role) -> Role:
    """Lay a role down, or take it back."""
    hold_cities([ctx.city.pk])
    role = Role.objects.select_for_update().get(pk=role.pk, city_id=ctx.city.pk)
    same = Role.objects.filter(city_id=ctx.city.pk, role=role.role, until__isnull=True)
    others = same.exclude(pk=role.pk).count()
    own = ctx.person is not None and ctx.person.pk == role.person_id
    if not ctx.system:
        ensure(rules.may_end_role(ctx.viewer, role.role, own=own, others_with_it=others))
    if role.until is None:
        role.until = ctx.now
        role.save(update_fields=["until"])
        ctx.record(("people.person", role.person_id), role=role.role)
    return role
