"""Set providers up; come in, be linked and be verified by them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import deny, ensure
from zaedno.platform.identity import keys, rules
from zaedno.platform.identity.actions.granting import Known, grant, known, of_row
from zaedno.platform.identity.models import Provider, ProviderLink
from zaedno.platform.identity.queries import providers, residents
from zaedno.platform.identity.rules import providers as provider_rules
from zaedno.platform.people.models import Person
from zaedno.platform.people.queries import viewer_for


@action("identity.set_provider")
def set_provider(
    ctx: Ctx, *, provider: Provider | None = None, name: Texts, secret: str = "", **fields: Any
) -> Provider:
    """A new one, or a change; an empty secret leaves the one that is sealed."""
    ensure(rules.may_set(ctx.viewer))
    row = Provider(city_id=ctx.city.pk)
    if provider is not None:
        row = providers.held(ctx.viewer, provider.pk)
        ensure(_may_change(ctx, row, fields))
    if fields["residents"]:
        ensure(provider_rules.may_serve_residents(residents.policy(ctx.viewer).asks))
    row.name, row.secret = name, secret or row.secret
    for field, value in fields.items():
        setattr(row, field, value)
    same = Provider.objects.filter(
        city_id=ctx.city.pk, issuer=row.issuer, client_id=row.client_id
    ).exclude(pk=row.pk)
    if same.exists():
        ensure(deny(provider_rules.SET_UP_ALREADY))
    row.trouble, row.trouble_at = "", None
    row.save()
    ctx.record(row, sign_in=row.sign_in, residents=row.residents)
    return row


def _may_change(ctx: Ctx, row: Provider, fields: Mapping[str, Any]) -> Any:
    same_issuer = fields["issuer"] == row.issuer
    told = [(row.claims.get(one), fields["claims"].get(one)) for one in keys.FIELDS]
    return provider_rules.may_change(
        ctx.viewer,
        same_people=same_issuer,
        same_marks=same_issuer and all((a or "") == (b or "") for a, b in told),
        linked=row.links.count(),
        verified=providers.verified_by(ctx.viewer, ctx.now),
    )


@action("identity.drop_provider")
def drop_provider(ctx: Ctx, *, provider: Provider) -> None:
    row = providers.held(ctx.viewer, provider.pk)
    ensure(provider_rules.may_drop(ctx.viewer, linked=row.links.count()))
    ctx.record(row)
    row.delete()


@action("identity.note_provider")
def note_provider(ctx: Ctx, *, provider: Provider, trouble: str, outage: bool) -> None:
    """How it answered: the sign-in page says when it is down, the coordinator's what is wrong."""
    row = providers.held(ctx.viewer, provider.pk)
    before = (row.down_since is not None, row.trouble)
    row.down_since = (row.down_since or ctx.now) if outage else None
    if not outage:
        row.trouble, row.trouble_at = trouble, ctx.now if trouble else None
    if before == (outage, row.trouble):
        return
    row.save(update_fields=["down_since", "trouble", "trouble_at"])
    ctx.record(row, down=outage, trouble=trouble)


@action("identity.enter_by_provider")
def enter_by_provider(ctx: Ctx, *, provider: Provider, digest: str) -> Person | None:
    """The account that the provider opens; nobody when it opens none yet."""
    ensure(provider_rules.serves(provider.sign_in, provider.residents, "sign-in"))
    found = providers.link_of(ctx.viewer, provider, digest)
    if found is None:
        return None
    ensure(provider_rules.may_enter(found.person.is_active))
    _as(ctx, found.person).record(found.person, provider=provider.pk)
    return found.person


def _as(ctx: Ctx, person: Person) -> Ctx:
    return replace(ctx, viewer=viewer_for(person, ctx.city, ctx.viewer.lang))


@action("identity.join_by_provider")
def join_by_provider(ctx: Ctx, *, provider: Provider, digest: str, lang: str = "bg") -> Person:
    """A new account. Whoever confirmed an address in this browser keeps it and what they did;
    an account that is there already is joined by nobody, whatever address the provider tells."""
    row = providers.held(ctx.viewer, provider.pk)
    ensure(provider_rules.serves(row.sign_in, row.residents, "sign-in"))
    guest: Any = ctx.viewer.guest
    has = guest is not None and guest.state == Person.State.ACTIVE
    ensure(provider_rules.may_join(ctx.viewer, guest_has_account=has))
    if (found := providers.link_of(ctx.viewer, row, digest)) is not None:
        return found.person  # the same form, sent from two windows
    person = _person(ctx, guest, lang)
    person.state, person.joined_at = Person.State.ACTIVE, ctx.now
    person.save()
    person.refresh_from_db()
    ProviderLink.objects.create(provider=row, person=person, digest=digest, at=ctx.now)
    _as(ctx, person).record(person, provider=row.pk)
    return person


def _person(ctx: Ctx, guest: Any, lang: str) -> Person:
    if guest is not None:
        return Person.objects.select_for_update().get(pk=guest.pk)
    person = Person(email="", email_hash=f"door:{secrets.token_hex(16)}", lang=lang)
    person.asked_at = ctx.now
    person.set_unusable_password()
    return person


@action("identity.link")
def link(ctx: Ctx, *, provider: Provider, digest: str) -> ProviderLink:
    """From now on the provider opens the account in which one is signed in."""
    row = providers.held(ctx.viewer, provider.pk)
    ensure(provider_rules.serves(row.sign_in, row.residents, "link"))
    how = providers.linked(ctx.viewer, row, digest)
    ensure(provider_rules.may_link(ctx.viewer, owner=how.owner, has_one=how.has_one))
    person: Any = ctx.person
    made, _new = ProviderLink.objects.get_or_create(
        provider=row, digest=digest, defaults={"person_id": person.pk, "at": ctx.now}
    )
    ctx.record(("people.person", person.pk), provider=row.pk, linked=True)
    return made


@action("identity.unlink")
def unlink(ctx: Ctx, *, provider: Provider) -> None:
    """The person is held: of two last ways in that are given up at once, one stays."""
    ensure(provider_rules.may_unlink(ctx.viewer, has_address=True, others=1))
    own: Any = ctx.person
    person = Person.objects.select_for_update().get(pk=own.pk)
    others = providers.other_doors(ctx.viewer, provider)
    ensure(provider_rules.may_unlink(ctx.viewer, has_address=bool(person.email), others=others))
    gone, _what = ProviderLink.objects.filter(provider=provider, person=person).delete()
    if gone:
        ctx.record(("people.person", person.pk), provider=provider.pk, linked=False)


@action("identity.prove_by_provider")
def prove_by_provider(
    ctx: Ctx, *, provider: Provider, soft: str, hard: str, resident: bool, known_by: Known
) -> str:
    """Verified by what a provider told; where the city compares with its list, only by it."""
    policy = residents.policy(ctx.viewer)
    may = provider_rules.may_prove(ctx.viewer, on=provider.residents, resident=resident)
    ensure(may)
    person: Any = ctx.viewer.somebody
    facts = known(policy, **known_by)
    if provider.shows == Provider.Shows.LIST:
        line = residents.line(ctx.viewer, soft, hard)
        if line is None:
            ctx.record(("people.person", person.pk), found=False)
            return "unknown"
        facts = of_row(line)
    way, mark = provider_rules.PROVIDER, keys.mark(hard)
    return grant(ctx, person.pk, way=way, mark=mark, policy=policy, facts=facts)
