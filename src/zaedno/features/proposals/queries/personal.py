"""What this room keeps of a person, for their own copy."""

from __future__ import annotations

from zaedno.core.personal import Kept, by_person_or_address
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Sheet, Support
from zaedno.features.proposals.models.together import Amendment, CoAuthor
from zaedno.features.proposals.models.valuation import Valuation


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    city, me = viewer.city.pk, viewer.person.pk
    return [
        Kept(Sheet.objects.filter(city_id=city, person_id=me), ("process__slug",)),
        Kept(Support.objects.filter(city_id=city, sheet__person_id=me), ("proposal__receipt",)),
        Kept(
            CoAuthor.objects.filter(by_person_or_address(viewer), city_id=city),
            ("proposal__receipt", "address", "name", "state", "invited_at", "settled_at"),
        ),
        Kept(
            Amendment.objects.filter(city_id=city, author=viewer.alias()),
            ("proposal__receipt", "title", "text", "why", "state", "reason", "made_at"),
        ),
        Kept(
            Valuation.objects.filter(city_id=city, person_id=me),
            ("proposal__receipt", "asked_at", "due", "note", "public", "given_at"),
        ),
    ]
