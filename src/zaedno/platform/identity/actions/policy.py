"""What the city sets, the list it brings in, groups, and verifications it takes back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.platform.identity import keys, letters, rules
from zaedno.platform.identity.actions.granting import known
from zaedno.platform.identity.models import (
    Code,
    Group,
    GroupMember,
    Letter,
    Listed,
    Policy,
    ProviderLink,
    SpentMark,
    Tries,
    Verification,
)
from zaedno.platform.identity.queries import residents
from zaedno.platform.people.models import address_hash

CHUNK = 1000


@dataclass(frozen=True)
class Line:
    """One line of a list on its way into the table: nothing in it can be read."""

    digest: str
    district_id: int | None
    born: int | None


@action("identity.set_policy")
def set_policy(ctx: Ctx, *, ways: Collection[str], asks: Collection[str], **fields: Any) -> Policy:
    """Which ways are on, what they ask, what is kept, how long it holds."""
    ensure(rules.may_set(ctx.viewer))
    row = _held(ctx)
    in_use = residents.in_use(ctx.viewer)
    ensure(rules.may_change_asks(row.asks, asks, in_use=in_use))
    row.ways, row.asks = list(ways), [name for name in keys.FIELDS if name in asks]
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    ctx.record(row, ways=len(row.ways), asks=len(row.asks))
    return row


def _held(ctx: Ctx) -> Policy:
    """Put there first, then held: what the city has set, and its salt, which never changes."""
    Policy.objects.bulk_create([Policy(city_id=ctx.city.pk)], ignore_conflicts=True)
    return Policy.objects.select_for_update().get(city_id=ctx.city.pk)


@action("identity.bring_list")
def bring_list(ctx: Ctx, *, lines: Sequence[Line], replace: bool) -> int:
    """Lay the fingerprints of a list in, beside the earlier ones or in their place."""
    ensure(rules.may_set(ctx.viewer))
    policy = _held(ctx)
    mine = Listed.objects.filter(city_id=ctx.city.pk)
    if replace:
        mine.delete()
    last = mine.order_by("-batch").values_list("batch", flat=True).first() or 0
    rows = [
        Listed(
            city_id=ctx.city.pk,
            digest=line.digest,
            batch=last + 1,
            **known(policy, district_id=line.district_id, born=line.born),
        )
        for line in lines
    ]
    Listed.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
    ctx.record(policy, lines=len(rows))
    return len(rows)


@action("identity.harden")
def harden(ctx: Ctx, *, digests: Mapping[int, str]) -> int:
    """Put what the costly function made in the place of what it was made of."""
    rows = [Listed(pk=pk, digest=digest, hard=True) for pk, digest in digests.items()]
    Listed.objects.bulk_update(rows, ["digest", "hard"])
    ctx.record(residents.policy(ctx.viewer), lines=len(rows))
    return len(rows)


@action("identity.revoke")
def revoke(ctx: Ctx, *, verification: Verification, reason: str) -> Verification:
    """End a verification; the person reads why, and what to do."""
    row = Verification.objects.select_for_update().get(pk=verification.pk, city_id=ctx.city.pk)
    ensure(rules.may_revoke(ctx.viewer, ended=row.ended_at is not None, reason=reason))
    row.ended_at, row.reason = ctx.now, reason.strip()
    row.save(update_fields=["ended_at", "reason"])
    letters.mail_revoked(ctx, verification.person, row.reason)
    ctx.record(row)
    return row


@action("identity.name_group")
def name_group(ctx: Ctx, *, name: Texts, addresses: Collection[str]) -> Group:
    """A group and who is in it; of the addresses only fingerprints are kept."""
    ensure(rules.may_set(ctx.viewer))
    made = Group.objects.create(city_id=ctx.city.pk, name=name)
    _add(made, addresses)
    ctx.record(made, members=len(set(addresses)))
    return made


@action("identity.change_group")
def change_group(
    ctx: Ctx, *, group: Group, add: Collection[str] = (), drop: Collection[str] = ()
) -> Group:
    ensure(rules.may_set(ctx.viewer))
    _add(group, add)
    gone = [address_hash(one) for one in drop]
    group.members.filter(address_hash__in=gone).delete()
    ctx.record(group, added=len(add), dropped=len(drop))
    return group


def _add(group: Group, addresses: Collection[str]) -> None:
    GroupMember.objects.bulk_create(
        [GroupMember(group=group, address_hash=address_hash(one)) for one in set(addresses)],
        ignore_conflicts=True,
    )


@action("identity.forget")
def forget(ctx: Ctx, *, person_id: int) -> None:
    """An account was erased: of how it was verified or came in only a mark stays, without it,
    until its last day. Else the same person could vote a second time with a new account."""
    open_ = Verification.objects.select_for_update().filter(person_id=person_id)
    open_ = open_.filter(ended_at__isnull=True, until__gt=ctx.now)
    spent = [SpentMark(city_id=row.city_id, mark=row.mark, until=row.until) for row in open_]
    SpentMark.objects.bulk_create(
        spent, update_conflicts=True, unique_fields=["city", "mark"], update_fields=["until"]
    )
    ProviderLink.objects.filter(person_id=person_id).delete()
    Verification.objects.filter(person_id=person_id).delete()
    Letter.objects.filter(person_id=person_id).delete()
    Tries.objects.filter(person_id=person_id).delete()
    Code.objects.filter(person_id=person_id).delete()
    ctx.record(("people.person", person_id))
