"""Participation in numbers, of a process and of the city: to read and to take along."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zaedno.core import clock, registry
from zaedno.core.http import page, viewer_of
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.statistics import exports, words
from zaedno.features.statistics.queries import rows
from zaedno.platform.cities import queries as cities
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes


@require_safe
def city(request: HttpRequest) -> HttpResponse:
    """The whole city, and the way to the numbers of each process."""
    viewer = viewer_of(request)
    titles = _titles(viewer)
    context = _context(viewer, None, titles)
    context["processes"] = [
        (one.process, words.shown(one.data, titles, {}, {})) for one in rows.of_processes(viewer)
    ]
    return page(request, "statistics/numbers.html", context)


@require_safe
def process(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    return page(request, "statistics/numbers.html", _context(viewer, row, _titles(viewer)))


def _titles(viewer: Viewer) -> dict[str, Sentence]:
    return {kind.code: kind.title for kind in registry.gather("participation", viewer)}


def _context(viewer: Viewer, row: Process | None, titles: dict[str, Sentence]) -> dict[str, Any]:
    found = rows.numbers(viewer, row)
    districts = {one.slug: str(one.name) for one in cities.districts(viewer)}
    stages = {one.position: str(one.title) for one in row.stages.all()} if row else {}
    shown = words.shown(found.data, titles, districts, stages)
    district = pgettext("statistics", "District")
    most = shown.where[: words.MOST_BARS]
    return {
        "process": row,
        "shown": shown,
        "at": found.at,
        "times": [
            words.charts(span.title, span.rows, span.label)
            for span in words.times(found.data["weeks"], clock.today())
        ],
        "where": words.charts(_("By district"), most, district),
        "stages": words.charts(_("By stage"), shown.stages, _("Stage")),
    }


def _found(request: HttpRequest, slug: str) -> dict[str, Any]:
    viewer = viewer_of(request)
    row = processes.process(viewer, slug) if slug else None
    return rows.numbers(viewer, row).data


@require_safe
def table(request: HttpRequest, slug: str = "") -> StreamingHttpResponse:
    found = _found(request, slug)
    response = StreamingHttpResponse(exports.lines(found), "text/csv; charset=utf-8")
    name = f"{slug or 'city'}-participation.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def document(request: HttpRequest, slug: str = "") -> HttpResponse:
    found = exports.document(slug, _found(request, slug))
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
    name = f"{slug or 'city'}-participation.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
