"""Who takes part in an event, who may place dots there, and where letters to them go."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.attendance import Admission, Participation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.rules.roles import RUNNERS
from zaedno.platform.people.models import Organisation, Person, Representation, Role
from zaedno.platform.people.queries import Recipient, representatives_addresses, role_addresses

# Whose letters about an event still make sense: everybody who was not turned away and did not go.
STANDING = ("received", "acknowledged", "accepted", "waitlisted")


def admitted(viewer: Viewer, event: Workshop) -> bool:
    """May this person place dots and answer the evaluation of this event?"""
    if viewer.person is None:
        return False
    return Admission.objects.filter(workshop=event, person_id=viewer.person.pk).exists()


def admissions(viewer: Viewer, event: Workshop) -> QuerySet[Admission]:
    """Everybody admitted, people first; a row without a person is a seat on paper."""
    rows = Admission.objects.filter(city_id=viewer.city.pk, workshop=event)
    return rows.select_related("person")


def admissible(viewer: Viewer, event: Workshop) -> QuerySet[Person]:
    """Whom the coordinator may admit: representatives of organisations that take part, accepted
    applicants with an account, and the city's participants."""
    organisations = participations(viewer, event).values("organisation_id")
    speaks = Representation.objects.filter(
        organisation__in=organisations,
        state=Representation.State.CONFIRMED,
        until__isnull=True,
    )
    applied = Interest.objects.filter(workshop=event, state="accepted", person__isnull=False)
    takes_part = Role.objects.filter(
        city_id=viewer.city.pk, role=Role.Name.PARTICIPANT, until__isnull=True
    )
    anybody = (
        Q(pk__in=speaks.values("person_id"))
        | Q(pk__in=applied.values("person_id"))
        | Q(pk__in=takes_part.values("person_id"))
    )
    inside = Admission.objects.filter(workshop=event, person__isnull=False).values("person_id")
    people = Person.objects.filter(anybody, state=Person.State.ACTIVE)
    return people.exclude(pk__in=inside).order_by("name", "id")


def participations(viewer: Viewer, event: Workshop) -> QuerySet[Participation]:
    rows = Participation.objects.filter(city_id=viewer.city.pk, workshop=event)
    return rows.select_related("organisation", "organisation__kind").order_by(
        "organisation__kind__order", "organisation__slug"
    )


def came(viewer: Viewer, event: Workshop) -> QuerySet[Participation]:
    return participations(viewer, event).filter(came=True)


def thanked(viewer: Viewer, event: Workshop) -> QuerySet[Participation]:
    """Organisations that came and may be named in public. Never a person."""
    return came(viewer, event).filter(listed=True)


def invitations(viewer: Viewer, event: Workshop) -> list[Participation]:
    """Invitations to the organisations this person speaks for."""
    if not viewer.represents:
        return []
    rows = participations(viewer, event).filter(organisation_id__in=viewer.represents)
    return list(rows.filter(invited_at__isnull=False))


def took_part(viewer: Viewer, event: Workshop) -> bool:
    """In person, or through an organisation this person speaks for."""
    if admitted(viewer, event):
        return True
    if not viewer.represents:
        return False
    mine = Participation.objects.filter(workshop=event, organisation_id__in=viewer.represents)
    return mine.exclude(came=False).filter(Q(came=True) | Q(accepted_at__isnull=False)).exists()


def addresses_of(viewer: Viewer, organisations: Iterable[Organisation]) -> list[Recipient]:
    """An organisation's confirmed representatives, else its mailbox; each address once."""
    found = representatives_addresses(viewer, [o.pk for o in organisations])
    return _unique([one for rows in found.values() for one in rows])


def addresses_of_event(viewer: Viewer, event: Workshop) -> list[Recipient]:
    """Everybody registered: applicants, organisations that were asked, people admitted."""
    applied = Interest.objects.filter(workshop=event, state__in=STANDING).order_by("id")
    asked = participations(viewer, event).filter(declined_at__isnull=True)
    return _unique(_mailboxes(applied) + _of_bodies(viewer, asked) + _inside(viewer, event))


def addresses_of_present(viewer: Viewer, event: Workshop) -> list[Recipient]:
    """Those who took part: whoever had a seat and was not noted as missing."""
    missing = participations(viewer, event).filter(came=False).values("organisation_id")
    applied = Interest.objects.filter(workshop=event, state="accepted").order_by("id")
    applied = applied.exclude(organisation__in=missing)
    there = participations(viewer, event).filter(declined_at__isnull=True)
    there = there.filter(Q(came=True) | Q(came__isnull=True, accepted_at__isnull=False))
    return _unique(_mailboxes(applied) + _of_bodies(viewer, there) + _inside(viewer, event))


def addresses_of_leads(viewer: Viewer) -> list[Recipient]:
    """The city's facilitators and coordinators."""
    return _unique(role_addresses(viewer, RUNNERS))


def addresses_of_expected(viewer: Viewer, event: Workshop) -> list[Recipient]:
    """Those who hold a seat: accepted applicants, organisations that said yes, people admitted."""
    applied = Interest.objects.filter(workshop=event, state="accepted").order_by("id")
    coming = participations(viewer, event).filter(
        accepted_at__isnull=False, declined_at__isnull=True
    )
    return _unique(_mailboxes(applied) + _of_bodies(viewer, coming) + _inside(viewer, event))


def _mailboxes(applied: Iterable[Interest]) -> list[Recipient]:
    return [Recipient(i.mailbox, i.lang) for i in applied if i.mailbox]


def _of_bodies(viewer: Viewer, rows: Iterable[Participation]) -> list[Recipient]:
    return addresses_of(viewer, [row.organisation for row in rows])


def _inside(viewer: Viewer, event: Workshop) -> list[Recipient]:
    """People admitted with an account."""
    inside = admissions(viewer, event).filter(person__isnull=False)
    return [Recipient(row.person.email, row.person.lang) for row in inside if row.person]


def _unique(addresses: list[Recipient]) -> list[Recipient]:
    """Whoever stands in several lists gets one letter."""
    return list(
        {address.address.strip().lower(): address for address in reversed(addresses)}.values()
    )[::-1]
