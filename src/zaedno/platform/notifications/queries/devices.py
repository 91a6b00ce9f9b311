"""The devices that show somebody's news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from zaedno.core.viewer import Viewer
from zaedno.platform.notifications.models import Device, Follow
from zaedno.platform.notifications.queries.follows import of_refs


def mine(viewer: Viewer) -> list[Device]:
    me = viewer.person.pk if viewer.person else 0
    return list(Device.objects.filter(city_id=viewer.city.pk, reader__person_id=me).order_by("pk"))


def of_endpoint(viewer: Viewer, endpoint_hash: str) -> Device | None:
    held = Device.objects.select_for_update().filter(city_id=viewer.city.pk)
    return held.filter(endpoint_hash=endpoint_hash).first()


def to_tell(
    viewer: Viewer, refs: Iterable[tuple[str, str]], moment: datetime, person: int | None
) -> list[int]:
    """Devices of those who followed one of these before, or of the one person it is for."""
    rows = Device.objects.filter(city_id=viewer.city.pk)
    if person is not None:
        return list(rows.filter(reader__person_id=person).values_list("pk", flat=True))
    follows = Follow.objects.filter(of_refs(refs), city_id=viewer.city.pk)
    readers = follows.filter(state=Follow.State.ACTIVE, since__lt=moment).values("reader_id")
    return list(rows.filter(Q(reader_id__in=readers)).values_list("pk", flat=True))
