"""Who speaks for an organisation: said by a person, decided by the city, ended by either."""

from __future__ import annotations

from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.people import letters, rules
from zaedno.platform.people.models import Organisation, Person, Representation, Role


@action("people.claim")
def claim(ctx: Ctx, *, organisation: Organisation, note: str = "") -> Representation:
    """A person says: I speak for this organisation. The coordinator decides."""
    me: Any = getattr(ctx.person, "pk", None)
    mine = Representation.objects.select_for_update().filter(
        person_id=me, organisation=organisation, until__isnull=True
    )
    current = mine.first()
    ensure(rules.may_claim(ctx.viewer, current.state if current else ""))
    made = Representation.objects.create(
        city_id=ctx.city.pk,
        person_id=ctx.person.pk,  # type: ignore[union-attr]
        organisation=organisation,
        note=note.strip(),
        since=ctx.now,
    )
    ctx.record(organisation, representation=made.pk)
    return made


@action("people.decide_claim")
def decide_claim(
    ctx: Ctx, *, representation: Representation, confirm: bool, reason: str = ""
) -> Representation:
    """Confirm, or refuse with a reason that the claimant reads; the answer goes out as a letter."""
    found = _held(ctx, representation)
    if not ctx.system:
        verdict = rules.may_decide_claim(ctx.viewer, found.state, confirm=confirm, reason=reason)
        ensure(verdict)
    found.state = Representation.State.CONFIRMED if confirm else Representation.State.REFUSED
    found.reason = reason.strip()
    found.decided_at = ctx.now
    found.until = None if confirm else ctx.now
    found.save()
    if confirm:
        _give_role(ctx, found)
    letters.mail_claim_decided(ctx, found)
    ctx.record(found.organisation, representation=found.pk, confirmed=confirm)
    return found


def _held(ctx: Ctx, representation: Representation) -> Representation:
    mine = Representation.objects.select_for_update(of=("self",))
    mine = mine.select_related("person", "organisation")
    return mine.get(pk=representation.pk, city_id=ctx.city.pk)


def _give_role(ctx: Ctx, found: Representation) -> None:
    Role.objects.get_or_create(
        person=found.person,
        city_id=ctx.city.pk,
        role=Role.Name.REPRESENTATIVE,
        until=None,
        defaults={"since": ctx.now},
    )


@action("people.end_representation")
def end_representation(ctx: Ctx, *, representation: Representation) -> Representation:
    """A representative steps down, or the coordinator ends it; the last one ends the role too."""
    found = _held(ctx, representation)
    Person.objects.select_for_update().get(pk=found.person_id)
    own = ctx.person is not None and ctx.person.pk == found.person_id
    ensure(rules.may_end_representation(ctx.viewer, own=own, state=found.state))
    found.state, found.until = Representation.State.ENDED, ctx.now
    found.save(update_fields=["state", "until"])
    speaks = Representation.objects.filter(
        person=found.person,
        city_id=ctx.city.pk,
        state=Representation.State.CONFIRMED,
        until__isnull=True,
    )
    if not speaks.exists():
        roles = Role.objects.filter(
            person=found.person, city_id=ctx.city.pk, role=Role.Name.REPRESENTATIVE
        )
        roles.filter(until__isnull=True).update(until=ctx.now)
    ctx.record(found.organisation, representation=found.pk)
    return found
