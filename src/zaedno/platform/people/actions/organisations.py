"""The register of organisations: kinds, names by which each is found, memberships with dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.utils.translation import gettext as _

from zaedno.algorithms.likeness import fold, lookalike_skeleton
from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import deny, ensure
from zaedno.platform.people import rules
from zaedno.platform.people.models import (
    Membership,
    Organisation,
    OrganisationName,
    StakeholderKind,
)
from zaedno.platform.people.queries import organisations_named

Name = OrganisationName.Kind


@action("people.define_kind")
def define_kind(
    ctx: Ctx,
    *,
    code: str,
    name: Texts,
    power: int | None = None,
    interest: int | None = None,
    label_only: bool = False,
    order: int = 0,
    mark: str = "",
) -> StakeholderKind:
    """A kind of organisation, with its rating of power and interest."""
    _check(ctx)
    kind, _made = StakeholderKind.objects.update_or_create(
        city_id=ctx.city.pk,
        code=code,
        defaults={
            "name": name,
            "power": power,
            "interest": interest,
            "label_only": label_only,
            "order": order,
            "mark": mark,
        },
    )
    ctx.record(kind, power=power, interest=interest)
    return kind


def _check(ctx: Ctx) -> None:
    if not ctx.system:
        ensure(rules.may_register_organisation(ctx.viewer))


@action("people.register_organisation")
def register_organisation(
    ctx: Ctx,
    *,
    name: Texts,
    kind: StakeholderKind,
    abbr: Texts | None = None,
    also_known_as: Collection[str] = (),
    former: Collection[str] = (),
    slug: str = "",
    about: Texts | None = None,
    website: str = "",
    mailbox: str = "",
    name_checked: bool = False,
    looked: bool = False,
    mark: str = "",
) -> Organisation:
    """Enter an organisation with every name it is known by.

    `looked`: somebody saw that another one has the same name and says that it is another one.
    """
    _check(ctx)
    _check_kind(ctx, kind)
    names = [*name.values(), *(abbr or {}).values(), *also_known_as, *former]
    if not ctx.system and not looked and organisations_named(ctx.viewer, names):
        ensure(deny(_("An organisation of this name is already in the register.")))
    organisation = Organisation.objects.create(
        city_id=ctx.city.pk,
        slug=slug or _free_slug(ctx, abbr or name),
        kind=kind,
        name=name,
        about=about or Texts(),
        website=website,
        mailbox=mailbox,
        name_checked=name_checked,
        mark=mark,
    )
    _add_names(organisation, _named(name, Name.OFFICIAL))
    _add_names(organisation, _named(abbr or {}, Name.ABBREVIATION))
    _add_names(organisation, [(text, "", Name.ALIAS) for text in also_known_as])
    _add_names(organisation, [(text, "", Name.FORMER) for text in former])
    ctx.record(organisation, kind=kind.pk)
    return organisation


def _check_kind(ctx: Ctx, kind: StakeholderKind) -> None:
    if kind.city_id != ctx.city.pk or kind.label_only:
        ensure(deny(_("Choose one of the kinds of organisations of this city.")))


def _free_slug(ctx: Ctx, name: dict[str, str]) -> str:
    taken = Organisation.objects.filter(city_id=ctx.city.pk).values_list("slug", flat=True)
    return slug_of(name, taken=set(taken))


def _named(name: dict[str, str], kind: str) -> list[tuple[str, str, str]]:
    return [(text, lang, kind) for lang, text in name.items() if text]


def _add_names(organisation: Organisation, names: Iterable[tuple[str, str, str]]) -> None:
    OrganisationName.objects.bulk_create(
        [
            OrganisationName(
                city_id=organisation.city_id,
                organisation=organisation,
                text=text.strip(),
                lang=lang,
                kind=kind,
                folded=fold(text),
                skeleton=lookalike_skeleton(text),
            )
            for text, lang, kind in names
            if text.strip()
        ],
        ignore_conflicts=True,
    )


def _held(ctx: Ctx, organisation: Organisation) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=organisation.pk, city_id=ctx.city.pk)


@action("people.rename_organisation")
def rename_organisation(
    ctx: Ctx, *, organisation: Organisation, name: Texts, name_checked: bool = False
) -> Organisation:
    """A new official name; the old one stays as a former name, so that it is still found."""
    _check(ctx)
    organisation = _held(ctx, organisation)
    old = organisation.name
    organisation.name, organisation.name_checked = name, name_checked
    organisation.save(update_fields=["name", "name_checked"])
    organisation.names.filter(kind=Name.OFFICIAL).delete()
    _add_names(organisation, _named(name, Name.OFFICIAL))
    gone = {lang: text for lang, text in old.items() if text and text != name.get(lang)}
    _add_names(organisation, _named(gone, Name.FORMER))
    ctx.record(organisation)
    return organisation


@action("people.revise_organisation")
def revise_organisation(
    ctx: Ctx,
    *,
    organisation: Organisation,
    name: Texts,
    kind: StakeholderKind,
    abbr: Texts,
    also_known_as: Collection[str] = (),
    former: Collection[str] = (),
    looked: bool = False,
    **fields: Any,
) -> Organisation:
    """Everything on its card. A changed official name is a renaming, which keeps the old one."""
    _check(ctx)
    _check_kind(ctx, kind)
    names = [*name.values(), *abbr.values(), *also_known_as, *former]
    others = [o for o in organisations_named(ctx.viewer, names) if o.pk != organisation.pk]
    if others and not looked:
        ensure(deny(_("An organisation of this name is already in the register.")))
    organisation = _held(ctx, organisation)
    organisation.names.exclude(kind=Name.OFFICIAL).delete()
    if name != organisation.name:
        organisation = rename_organisation(ctx, organisation=organisation, name=name)
    organisation.kind = kind
    for field in ("about", "website", "mailbox"):
        setattr(organisation, field, fields.get(field, getattr(organisation, field)))
    organisation.save()
    _add_names(organisation, _named(abbr, Name.ABBREVIATION))
    _add_names(organisation, [(text, "", Name.ALIAS) for text in also_known_as])
    _add_names(organisation, [(text, "", Name.FORMER) for text in former])
    ctx.record(organisation, kind=kind.pk)
    return organisation


@action("people.join")
def join(
    ctx: Ctx,
    *,
    member: Organisation,
    body: Organisation,
    since: When | None = None,
    until: When | None = None,
) -> Membership:
    """An organisation belongs to another one, from when until when, as precisely as is known."""
    _check(ctx)
    if member.pk == body.pk:
        ensure(deny(_("An organisation cannot be a member of itself.")))
    if since and until and until < since:
        ensure(deny(_("The membership would end before it began.")))
    member, body = _held(ctx, member), _held(ctx, body)
    open_one = Membership.objects.filter(member=member, body=body, until__isnull=True)
    if until is None and open_one.exists():
        ensure(deny(_("It is already a member.")))
    made = Membership.objects.create(
        city_id=ctx.city.pk, member=member, body=body, since=since, until=until
    )
    ctx.record(member, membership=made.pk, body=body.pk)
    return made


@action("people.end_membership")
def end_membership(ctx: Ctx, *, membership: Membership, until: When | None) -> Membership:
    _check(ctx)
    if until is None:
        ensure(deny(_("Write until when: a day, or only the month.")))
    found = Membership.objects.select_for_update().get(pk=membership.pk, city_id=ctx.city.pk)
    if found.until is not None:
        ensure(deny(_("This membership has already ended.")))
    if found.since and until and until < found.since:
        ensure(deny(_("The membership would end before it began.")))
    found.until = until
    found.save(update_fields=["until"])
    ctx.record(("people.organisation", found.member_id), membership=found.pk)
    return found
