"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Reaction, Report
from zaedno.platform.discussion.queries.rows import reporter


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(Reaction.objects.filter(city_id=city, person_id=me), ("comment__receipt", "sign")),
        Kept(
            Report.objects.filter(city_id=city, by=reporter(viewer, f"person:{me}")),
            ("comment__receipt", "rule", "note", "state", "made_at", "closed_at"),
        ),
    ]
