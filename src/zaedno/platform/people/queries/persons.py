"""People: who they are here, what waits for a decision, where letters go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.core.things import Task
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import CityLike, Viewer
from zaedno.platform.people import rules, tokens
from zaedno.platform.people.aliases import alias_key
from zaedno.platform.people.models import (
    Alias,
    Organisation,
    Person,
    Representation,
    Role,
    address_hash,
)

CURRENT_FIRST = F("until").desc(nulls_first=True)
CONFIRMED = Representation.State.CONFIRMED


@dataclass(frozen=True)
class Shown:
    """A person as the coordinator's journal shows one."""

    person_id: int
    name: str


@dataclass(frozen=True)
class Recipient:
    """Where a letter goes. Only for the deed that writes it; never shown, never logged."""

    address: str
    lang: str
    person_id: int | None = None


def viewer_for(person: Person, city: CityLike, lang: str) -> Viewer:
    """The viewer that a signed-in person is in this city."""
    roles = Role.objects.filter(person=person, city_id=city.pk, until__isnull=True)
    spoken = Representation.objects.filter(
        person=person, city_id=city.pk, state=CONFIRMED, until__isnull=True
    )
    return Viewer(
        city=city,
        person=person,
        roles=frozenset(roles.values_list("role", flat=True)),
        represents=frozenset(spoken.values_list("organisation_id", flat=True)),
        lang=lang,
        alias=lambda: alias_key(person, city),
    )


def person_of_address(address: str) -> Person | None:
    """For whoever signs somebody in: no page may tell whether an address is known."""
    return Person.objects.filter(email_hash=address_hash(address)).first()


def guest(city: CityLike, kept: Any) -> Person | None:
    """Who confirmed an address in this browser without signing in; for a day, in this city."""
    if not kept:
        return None
    person_id, city_id, until = kept
    if city_id != city.pk or until <= clock.now().timestamp():
        return None
    known = (Person.State.GUEST, Person.State.ACTIVE)
    return Person.objects.filter(pk=person_id, state__in=known).first()


def link_verdict(viewer: Viewer, token: str, purpose: str, now: datetime) -> Verdict:
    """Whether a mailed link would open now; opening it is a deed."""
    link = tokens.read_token(token)
    person = Person.objects.filter(pk=link.person_id).first() if link else None
    stamp = tokens.stamp_of(purpose, person) if person else ""
    return rules.link_opens(link, purpose=purpose, city_id=viewer.city.pk, stamp=stamp, now=now)


def person_by_alias(viewer: Viewer, keys: Iterable[str]) -> dict[str, Shown]:
    """Whose pseudonyms these are, for those who answer for the city's journal."""
    if not rules.may_see_people(viewer):
        return {}
    rows = Alias.objects.filter(city_id=viewer.city.pk, key__in=set(keys))
    return {row.key: Shown(row.person_id, row.person.name) for row in rows.select_related("person")}


def person_behind(viewer: Viewer, key: str) -> Person | None:
    """Whose pseudonym this is, for the deed that writes them a letter; never shown."""
    rows = Alias.objects.filter(city_id=viewer.city.pk, key=key).select_related("person")
    found = rows.filter(person__state=Person.State.ACTIVE).first()
    return found.person if found else None


def addresses_of_role(viewer: Viewer, role: str) -> list[Recipient]:
    """Where letters to everybody with a role of this city go."""
    held = Role.objects.filter(city_id=viewer.city.pk, role=role, until__isnull=True)
    found = held.filter(person__state=Person.State.ACTIVE).select_related("person").order_by("id")
    return [Recipient(one.person.email, one.person.lang, one.person_id) for one in found]


def person_named(viewer: Viewer, name: str) -> Person | None:
    """The one person of this city who shows exactly this name; None if nobody or several do."""
    here = Person.objects.filter(aliases__city_id=viewer.city.pk, name__iexact=name)
    found = list(here.filter(state=Person.State.ACTIVE).distinct()[:2])
    return found[0] if name and len(found) == 1 else None


def representatives_addresses(
    viewer: Viewer, organisation_ids: Iterable[int]
) -> dict[int, list[Recipient]]:
    """Who gets an organisation's letters: its confirmed representatives, else its mailbox."""
    ids = set(organisation_ids)
    found: dict[int, list[Recipient]] = {pk: [] for pk in ids}
    speaking = Representation.objects.filter(
        city_id=viewer.city.pk,
        organisation_id__in=ids,
        state=CONFIRMED,
        until__isnull=True,
        person__state=Person.State.ACTIVE,
    )
    for row in speaking.select_related("person").order_by("id"):
        person = row.person
        recipient = Recipient(person.email, person.lang, person.pk)
        found[row.organisation_id].append(recipient)
    silent = [pk for pk, people in found.items() if not people]
    for body in Organisation.objects.filter(city_id=viewer.city.pk, pk__in=silent):
        if body.mailbox:
            found[body.pk].append(Recipient(body.mailbox, viewer.city.default_language))
    return found


def role_addresses(viewer: Viewer, roles: Iterable[str]) -> list[Recipient]:
    """Where the house's own letters to those go who hold one of these roles in the city now."""
    held = Role.objects.filter(
        city_id=viewer.city.pk,
        role__in=list(roles),
        until__isnull=True,
        person__state=Person.State.ACTIVE,
    )
    people = {row.person_id: row.person for row in held.select_related("person").order_by("id")}
    return [Recipient(p.email, p.lang, p.pk) for p in people.values()]


def role_holders(viewer: Viewer) -> QuerySet[Role]:
    """The city's people and their roles, for staff; the ended ones after the current."""
    mine = Role.objects.filter(city_id=viewer.city.pk).select_related("person")
    if not rules.may_see_people(viewer):
        return mine.none()
    return mine.order_by(CURRENT_FIRST, "role", "since", "id")


def role(viewer: Viewer, pk: int) -> Role | None:
    """A role of this city, seen by staff and by whoever holds it."""
    found = Role.objects.select_related("person").filter(city_id=viewer.city.pk, pk=pk).first()
    if found is None:
        return None
    own = viewer.person is not None and viewer.person.pk == found.person_id
    return found if own or rules.may_see_people(viewer) else None


def claims(viewer: Viewer, *, waiting: bool = True) -> QuerySet[Representation]:
    """Claims to speak for organisations; the waiting ones oldest first."""
    mine = Representation.objects.filter(city_id=viewer.city.pk)
    if not rules.may_see_claims(viewer):
        return mine.none()
    mine = mine.select_related("person", "organisation")
    if waiting:
        return mine.filter(state=Representation.State.CLAIMED).order_by("since", "id")
    return mine.exclude(state=Representation.State.CLAIMED).order_by("-decided_at", "-id")


def claims_waiting(viewer: Viewer) -> list[Task]:
    """Claims as tasks of the coordinator, oldest first."""
    return [
        Task(
            title=_("%(organisation)s: who speaks for it?") % {"organisation": row.organisation},
            url=reverse("people:decide_claim", args=[row.pk]),
            since=row.since,
        )
        for row in claims(viewer)
    ]


def representation(viewer: Viewer, pk: int) -> Representation | None:
    """One claim, seen by the coordinator and by whoever made it."""
    rows = Representation.objects.select_related("person", "organisation")
    found = rows.filter(city_id=viewer.city.pk, pk=pk).first()
    if found is None:
        return None
    own = viewer.person is not None and viewer.person.pk == found.person_id
    return found if own or rules.may_see_claims(viewer) else None


def open_claim(viewer: Viewer, organisation_id: int) -> Representation | None:
    """The viewer's own open claim for this organisation, or confirmed word for it."""
    if viewer.person is None:
        return None
    rows = Representation.objects.filter(
        person_id=viewer.person.pk, organisation_id=organisation_id, until__isnull=True
    )
    return rows.first()


def my_page(viewer: Viewer) -> dict[str, Any]:
    """My roles and the organisations I speak for, in this city."""
    person_id: Any = getattr(viewer.person, "pk", None)
    roles = Role.objects.filter(person_id=person_id, city_id=viewer.city.pk)
    spoken = Representation.objects.filter(person_id=person_id, city_id=viewer.city.pk)
    return {
        "roles": list(roles.order_by(CURRENT_FIRST, "since", "id")),
        "representations": list(spoken.select_related("organisation").order_by("-since", "-id")),
    }


def my_records(viewer: Viewer) -> dict[str, Any]:
    """What this room holds about the viewer, in every city."""
    mine: Any = getattr(viewer.person, "pk", None)
    person = Person.objects.get(pk=mine)
    aliases = Alias.objects.filter(person=person)
    deeds = Event.objects.filter(actor_key__in=aliases.values("key")).order_by("id")
    roles = Role.objects.filter(person=person).order_by("id")
    spoken = Representation.objects.filter(person=person).select_related("organisation")
    return {
        "account": {
            "email": person.email,
            "name": person.name,
            "language": person.lang,
            "state": person.state,
            "asked": person.asked_at,
            "joined": person.joined_at,
            "last_sign_in": person.last_login,
        },
        "roles": list(roles.values("city__slug", "role", "since", "until")),
        "organisations": [
            {
                "organisation": str(row.organisation),
                "state": row.state,
                "note": row.note,
                "reason": row.reason,
                "since": row.since,
                "until": row.until,
            }
            for row in spoken.order_by("id")
        ],
        "pseudonyms": list(aliases.values("city__slug", "key")),
        "deeds": list(deeds.values("at", "verb", "role", "subject_kind", "subject_id")),
    }
