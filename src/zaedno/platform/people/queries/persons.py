"""People: who they are here, what waits for a decision, where letters go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from zaedno.core.models import Event
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
    """For the system itself (demo, commands): no page may tell whether an address is known."""
    return Person.objects.filter(email_hash=address_hash(address)).first()


def person_of_link(viewer: Viewer, token: str, purpose: str, now: datetime) -> Any:
    """Whether a mailed link would open now, as a verdict; opening it is a deed."""
    link = tokens.read_token(token)
    person = Person.objects.filter(pk=link.person_id).first() if link else None
    stamp = tokens.stamp_of(purpose, person) if person else ""
    return rules.link_opens(link, purpose=purpose, city_id=viewer.city.pk, stamp=stamp, now=now)


def letters_last_hour(person: Person, now: datetime) -> int:
    """How many links were mailed to this person within the hour."""
    asked = Event.objects.filter(
        subject_kind="people.person",
        subject_id=str(person.pk),
        verb__in=("people.register", "people.ask_link"),
        at__gt=now - timedelta(hours=1),
    )
    return asked.count()


def person_by_alias(viewer: Viewer, keys: Iterable[str]) -> dict[str, Shown]:
    """Whose pseudonyms these are, for those who answer for the city's journal."""
    if not rules.may_see_people(viewer):
        return {}
    rows = Alias.objects.filter(city_id=viewer.city.pk, key__in=set(keys))
    return {row.key: Shown(row.person_id, row.person.name) for row in rows.select_related("person")}


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
    person_id = getattr(viewer.person, "pk", None)
    roles = Role.objects.filter(person_id=person_id, city_id=viewer.city.pk)
    spoken = Representation.objects.filter(person_id=person_id, city_id=viewer.city.pk)
    return {
        "roles": list(roles.order_by(CURRENT_FIRST, "since", "id")),
        "representations": list(spoken.select_related("organisation").order_by("-since", "-id")),
    }
