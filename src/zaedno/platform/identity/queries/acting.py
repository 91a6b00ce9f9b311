"""For whom a clerk acts now, and what was done in that time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.platform.identity.models import Acting, Verification
from zaedno.platform.people.models import Person


def running(viewer: Viewer, pk: Any, now: datetime) -> Acting | None:
    """The clerk's own, while its half hour lasts."""
    return open_of(viewer).filter(pk=pk, until__gt=now).select_related("person").first()


def open_of(viewer: Viewer) -> QuerySet[Acting]:
    clerk: Any = viewer.person
    mine = Acting.objects.filter(city_id=viewer.city.pk, ended_at__isnull=True)
    return mine.filter(clerk_id=clerk.pk if clerk else None)


def lately(viewer: Viewer) -> list[Acting]:
    """The clerk's newest, for printing a receipt once more."""
    clerk: Any = viewer.person
    mine = Acting.objects.filter(city_id=viewer.city.pk, clerk_id=clerk.pk)
    return list(mine.order_by("-begun_at", "-pk")[:5])


def held(viewer: Viewer, pk: int) -> Acting:
    return Acting.objects.select_for_update().get(pk=pk, city_id=viewer.city.pk)


def by_receipt(viewer: Viewer, number: str) -> Acting | None:
    """For the clerk whose it is; while acting the clerk looks with the person's eyes."""
    mine = Acting.objects.filter(city_id=viewer.city.pk, receipt=number.upper())
    if viewer.clerk is not None:
        return mine.filter(pk=viewer.clerk.acting).first()
    clerk: Any = viewer.person
    return mine.filter(clerk_id=clerk.pk).first() if clerk else None


def verified_by(viewer: Viewer, mark: str) -> Person | None:
    found = Verification.objects.filter(city_id=viewer.city.pk, mark=mark, ended_at__isnull=True)
    row = found.select_related("person").first()
    return row.person if row else None
