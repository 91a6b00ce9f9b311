"""Reports and their frozen versions, as this viewer may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from zaedno.core.report import ReportScope
from zaedno.core.viewer import Viewer
from zaedno.features.reports import rules
from zaedno.features.reports.models import Report, ReportVersion

EVENT_KIND = "workshops.workshop"
ASSESSMENT_KIND = "maturity.assessment"


def reports(viewer: Viewer) -> QuerySet[Report]:
    found = Report.objects.filter(city_id=viewer.city.pk)
    if not viewer.has(*rules.WRITERS, "reviewer"):
        found = found.exclude(state=Report.State.DRAFT)
    return found


def report(viewer: Viewer, slug: str) -> Report:
    found = reports(viewer).prefetch_related("versions").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Report:
    found = reports(viewer).select_for_update().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def version(viewer: Viewer, slug: str, number: int) -> ReportVersion:
    rows = ReportVersion.objects.filter(report__in=reports(viewer), report__slug=slug)
    found = rows.select_related("report").filter(number=number).first()
    if found is None:
        raise Http404
    return found


def facts_for(viewer: Viewer, row: Report) -> rules.Facts:
    return rules.Facts(row.state, bool(row.summary))


def scope_of(viewer: Viewer, row: Report) -> ReportScope:
    return ReportScope(
        as_of=row.as_of,
        events=tuple((EVENT_KIND, str(pk)) for pk in row.events),
        assessment=(ASSESSMENT_KIND, row.assessment_id) if row.assessment_id else None,
    )


def by_receipt(viewer: Viewer, number: str) -> Any:
    return reports(viewer).filter(receipt=number).values_list("pk", flat=True).first()
