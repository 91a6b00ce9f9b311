"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.models.results import Correction
from zaedno.features.workshops.models.session import Seat


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(
            Interest.objects.filter(city_id=city, person_id=me),
            (
                "receipt",
                "workshop__slug",
                "state",
                "organisation_name",
                "contribution",
                "mailbox",
                "access",
                "access_note",
                "received_at",
                "answered_at",
                "reason",
            ),
        ),
        Kept(
            Admission.objects.filter(city_id=city, person_id=me), ("workshop__slug", "admitted_at")
        ),
        Kept(
            Correction.objects.filter(city_id=city, person_id=me),
            ("receipt", "workshop__slug", "text", "state", "filed_at", "answer", "answered_at"),
        ),
        Kept(
            Seat.objects.filter(city_id=city, person_id=me),
            ("workshop__slug", "number", "name", "consent_at", "joined_at", "left_at"),
        ),
    ]
