"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Reaction


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(Reaction.objects.filter(city_id=city, person_id=me), ("comment__receipt", "sign")),
    ]
