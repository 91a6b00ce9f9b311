"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept, by_person_or_address
from zaedno.core.viewer import Viewer
from zaedno.platform.notifications.models import Device, Follow, News, Reader


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    readers = Reader.objects.filter(by_person_or_address(viewer), city_id=city)
    return [
        Kept(
            readers,
            ("address", "lang", "rhythm", "told_daily", "told_weekly"),
        ),
        Kept(
            Follow.objects.filter(city_id=city, reader__in=readers),
            ("kind", "ident", "state", "since", "own", "rhythm"),
        ),
        Kept(Device.objects.filter(city_id=city, reader__person_id=me), ("since",)),
        Kept(
            News.objects.filter(city_id=city, person_id=me),
            ("kind", "ident", "what", "status", "at"),
        ),
    ]
