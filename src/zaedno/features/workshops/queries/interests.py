"""Expressions of interest: the coordinator's queue, and the applicant's own private page."""

from __future__ import annotations

from django.core import signing
from django.db.models import QuerySet
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import SALT, UNANSWERED, Interest
from zaedno.features.workshops.rules.roles import PLANNERS
from zaedno.platform.cities.models import Theme
from zaedno.platform.people.models import Organisation, StakeholderKind


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


def one(viewer: Viewer, receipt: str) -> Interest:
    found = _for_planner(viewer).filter(receipt=receipt).first()
    if found is None:
        raise Http404
    return found


def kinds(viewer: Viewer) -> QuerySet[StakeholderKind]:
    """Kinds of organisations that can take part; a label for small groups is none."""
    return StakeholderKind.objects.filter(city_id=viewer.city.pk, label_only=False)


def organisations(viewer: Viewer) -> QuerySet[Organisation]:
    return Organisation.objects.filter(city_id=viewer.city.pk).select_related("kind")


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
