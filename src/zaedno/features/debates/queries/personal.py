"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Weight


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(Weight.objects.filter(city_id=city, person_id=me), ("argument__receipt", "value")),
    ]
