"""The balance check: what is wanted of each kind, and inviting who is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.workshops import letters
from zaedno.features.workshops.models.attendance import BalanceLine, Participation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events, people
from zaedno.features.workshops.rules import balance as balance_rules
from zaedno.features.workshops.rules import events as rules
from zaedno.platform.people.models import Organisation


@dataclass(frozen=True)
class Wanted:
    """One kind's line: what is wanted, and what was counted outside the register.

    Who came is noted on the page of attendance; here it stays as it is unless it is given.
    """

    wanted: int = 0
    invited: int = 0
    accepted: int = 0
    came: int | None = None
    came_people: int | None = None


@action("workshops.set_balance")
def set_balance(
    ctx: Ctx, *, event: Workshop, lines: Mapping[int, Wanted], mark: str = ""
) -> Workshop:
    """Say how many organisations of each kind (by the kind's id) are wanted."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    ensure(rules.may_set_balance(ctx.viewer, events.facts_for(ctx.viewer, event)))
    columns = ["wanted", "invited", "accepted"]
    if any(line.came is not None for line in lines.values()):
        columns += ["came", "came_people"]
    BalanceLine.objects.bulk_create(
        [
            BalanceLine(
                city_id=ctx.city.pk, workshop=event, kind_id=kind, mark=mark, **asdict(line)
            )
            for kind, line in lines.items()
        ],
        update_conflicts=True,
        unique_fields=["workshop", "kind"],
        update_fields=columns,
    )
    ctx.record(event, kinds=len(lines), wanted=sum(line.wanted for line in lines.values()))
    return event


@action("workshops.invite")
def invite(ctx: Ctx, *, event: Workshop, organisations: Sequence[Organisation]) -> int:
    """Invite registered organisations; the letter goes to their mailbox and representatives."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    ensure(balance_rules.may_invite(ctx.viewer, state=event.state, count=len(organisations)))
    there = set(
        Participation.objects.filter(workshop=event, invited_at__isnull=False).values_list(
            "organisation_id", flat=True
        )
    )
    new = [o for o in organisations if o.pk not in there]
    Participation.objects.bulk_create(
        [
            Participation(city_id=ctx.city.pk, workshop=event, organisation=o, invited_at=ctx.now)
            for o in new
        ],
        update_conflicts=True,
        unique_fields=["workshop", "organisation"],
        update_fields=["invited_at"],
    )
    addresses = people.addresses_of(ctx.viewer, new)
    told = letters.send(ctx, "invitation", addresses, event=event)
    ctx.record(event, invited=len(new), told=told)
    return len(new)


@action("workshops.answer_invitation")
def answer_invitation(
    ctx: Ctx, *, event: Workshop, organisation: Organisation, comes: bool, listed: bool = False
) -> Participation:
    """A representative says whether the organisation comes and may be named in public."""
    seat = Participation.objects.select_for_update(of=("self",)).get(
        workshop=event, organisation=organisation, city_id=ctx.city.pk
    )
    mine = organisation.pk in ctx.viewer.represents
    ensure(balance_rules.may_answer_invitation(mine=mine, state=event.state))
    seat.accepted_at = ctx.now if comes else None
    seat.declined_at = None if comes else ctx.now
    seat.listed = listed and comes
    seat.save()
    ctx.record(seat, event=event.pk, comes=comes)
    return seat
