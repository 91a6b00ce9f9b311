"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.answers import Evidence
from zaedno.features.maturity.models.assessment import Respondent
from zaedno.features.maturity.models.findings import Objection


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(
            Respondent.objects.filter(city_id=city, person_id=me),
            ("assessment_id", "group", "added_at"),
        ),
        Kept(
            Evidence.objects.filter(city_id=city, filed_by_id=me),
            ("receipt", "code", "title", "url", "filed_by_role", "filed_at", "state"),
        ),
        Kept(
            Objection.objects.filter(city_id=city, person_id=me),
            ("receipt", "section", "text", "filed_at", "state", "answer", "answered_at"),
        ),
    ]
