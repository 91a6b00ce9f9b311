"""Versions of a result, their snapshots, the corrections to them, and what is carried over."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.results import Correction, ResultVersion, Snapshot
from zaedno.features.workshops.queries import people
from zaedno.features.workshops.rules.results import ResultFacts
from zaedno.features.workshops.rules.roles import COUNTERS


def versions(viewer: Viewer, event: Workshop) -> QuerySet[ResultVersion]:
    rows = ResultVersion.objects.filter(city_id=viewer.city.pk, workshop=event)
    return rows.select_related("snapshot").order_by("-number")


def snapshot(viewer: Viewer, event: Workshop, number: int) -> Snapshot:
    found = Snapshot.objects.filter(city_id=viewer.city.pk, workshop=event, number=number).first()
    if found is None:
        raise Http404
    return found


def corrections(viewer: Viewer, event: Workshop) -> QuerySet[Correction]:
    """Texts are for those who took part and for staff; others only see how many there are."""
    rows = Correction.objects.filter(city_id=viewer.city.pk, workshop=event)
    rows = rows.select_related("organisation", "version")
    if viewer.has(*COUNTERS) or people.took_part(viewer, event):
        return rows
    mine = Q(person_id=viewer.person.pk) if viewer.person else Q(pk__in=[])
    return rows.filter(mine)


def correction_counts(viewer: Viewer, event: Workshop) -> dict[str, int]:
    states = list(Correction.objects.filter(workshop=event).values_list("state", flat=True))
    return {"all": len(states), "open": states.count("open"), "taken": states.count("taken")}


def correction(viewer: Viewer, event: Workshop, receipt: str) -> Correction:
    found = corrections(viewer, event).filter(receipt=receipt).first()
    if found is None:
        raise Http404
    return found


def facts_for(viewer: Viewer, event: Workshop) -> ResultFacts:
    return ResultFacts(
        state=event.state,
        open_board=event.is_open_board,
        corrections_until=event.corrections_until,
        open_corrections=Correction.objects.filter(workshop=event, state="open").count(),
        versions=ResultVersion.objects.filter(workshop=event).count(),
        took_part=people.took_part(viewer, event),
    )
