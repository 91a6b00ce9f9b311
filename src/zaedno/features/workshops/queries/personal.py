"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from typing import Any

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.board import Change
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.models.maps import Influence
from zaedno.features.workshops.models.method import MethodFile
from zaedno.features.workshops.models.minutes import MinutesEdit
from zaedno.features.workshops.models.paper import PaperSheet
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
        *_of_staff(city, me),
    ]


def _of_staff(city: Any, me: Any) -> list[Kept]:
    """What somebody wrote and judged for the city: also where newer words followed."""
    return [
        Kept(Change.objects.filter(city_id=city, by_id=me), ("workshop__slug", "kind", "title")),
        Kept(
            Influence.objects.filter(city_id=city, rater_id=me),
            ("workshop__slug", "kind__code", "organisation__slug", "power", "interest", "note"),
        ),
        Kept(
            MethodFile.objects.filter(city_id=city, by_id=me),
            ("method", "version", "title", "origin", "taken_in_at"),
        ),
        Kept(
            MinutesEdit.objects.filter(city_id=city, by_id=me),
            ("workshop__slug", "passage", "lang", "number", "text", "made_at"),
        ),
        Kept(
            PaperSheet.objects.filter(city_id=city, entered_by_id=me),
            ("workshop__slug", "number", "entered_at"),
        ),
    ]
