"""Expressions of interest: the coordinator's queue, and the applicant's own private page."""

from __future__ import annotations

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.attendance import Participation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import SALT, UNANSWERED, Interest
from zaedno.features.workshops.rules.roles import PLANNERS
from zaedno.platform.cities.models import Theme
from zaedno.platform.people.models import Organisation
from zaedno.platform.people.queries import organisations


def by_token(viewer: Viewer, secret: str) -> Interest:
    """The interest behind a private link; a changed link is a 404."""
    try:
        receipt = signing.Signer(salt=SALT).unsign(secret)
    except signing.BadSignature as error:
        raise Http404 from error
    mine = _all(viewer).filter(receipt=receipt).first()
    if mine is None:
        raise Http404
    return mine


def queue(viewer: Viewer, *, event: Workshop | None = None) -> QuerySet[Interest]:
    """For the coordinator: what waits, oldest first. Nobody else sees any."""
    waiting = _for_planner(viewer).filter(state__in=UNANSWERED)
    return (waiting.filter(workshop=event) if event else waiting).order_by("received_at", "id")


def answered(viewer: Viewer, *, event: Workshop | None = None) -> QuerySet[Interest]:
    done = _for_planner(viewer).exclude(state__in=UNANSWERED)
    return (done.filter(workshop=event) if event else done).order_by("-answered_at", "-id")


def of_event(viewer: Viewer, event: Workshop) -> QuerySet[Interest]:
    """All that were not withdrawn, as they came."""
    mine = _for_planner(viewer).filter(workshop=event)
    return mine.exclude(state=Interest.State.WITHDRAWN).order_by("received_at", "id")


def one(viewer: Viewer, receipt: str) -> Interest:
    found = _for_planner(viewer).filter(receipt=receipt).first()
    if found is None:
        raise Http404
    return found


def mine(viewer: Viewer) -> QuerySet[Organisation]:
    """The organisations this person speaks for."""
    return organisations(viewer).filter(pk__in=viewer.represents)


def themes_of(viewer: Viewer, codes: list[str]) -> list[Theme]:
    return list(Theme.objects.filter(city_id=viewer.city.pk, code__in=codes))


def _all(viewer: Viewer) -> QuerySet[Interest]:
    interests = Interest.objects.filter(city_id=viewer.city.pk)
    related = interests.select_related("workshop", "kind", "organisation")
    return related.prefetch_related("themes")


def _for_planner(viewer: Viewer) -> QuerySet[Interest]:
    return _all(viewer) if viewer.has(*PLANNERS) else _all(viewer).none()


def invited_organisation(viewer: Viewer, event: Workshop, slug: str) -> Organisation:
    """An organisation that was invited to this event; any other is a 404."""
    invited = Participation.objects.filter(workshop=event, invited_at__isnull=False)
    found = organisations(viewer).filter(pk__in=invited.values("organisation_id"), slug=slug)
    organisation = found.first()
    if organisation is None:
        raise Http404
    return organisation


def chosen(viewer: Viewer, slugs: list[str]) -> list[Organisation]:
    """The organisations ticked in a form; what is not of this city falls out."""
    return list(organisations(viewer).filter(slug__in=slugs))


def others(viewer: Viewer, event: Workshop) -> list[Organisation]:
    """Registered organisations that are not on the event's list yet: they may have come too."""
    there = Participation.objects.filter(workshop=event).values("organisation_id")
    return list(organisations(viewer).exclude(pk__in=there))
