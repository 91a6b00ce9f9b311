"""The boards as files: notes and SWOT as tables, SWOT as a picture with its words inside."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from zaedno.core import charts
from zaedno.core.http import viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports import boards as exports
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import swot

SAMPLE = "DEMONSTRATION-DATA-"


@require_GET
def notes_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    return _table(request, slug, "notes", tuple(Board.Kind))


@require_GET
def swot_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    return _table(request, slug, "swot", swot.KINDS)


@require_GET
def swot_svg(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    chart = swot.swot(viewer, workshop)
    sample = SAMPLE if chart.watermark else ""
    picture = charts.swot(chart)
    response = HttpResponse(picture, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{sample}{slug}-swot.svg"'
    return response


def _table(
    request: HttpRequest, slug: str, what: str, kinds: tuple[str, ...]
) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    return table(viewer, workshop, what, exports.lines(viewer, workshop, kinds))


def table(
    viewer: Viewer, workshop: Workshop, what: str, body: Iterator[str]
) -> StreamingHttpResponse:
    """Rows as a file to keep; its name says where the content is invented."""
    sample = SAMPLE if queries.has_illustrative(viewer, workshop.pk) else ""
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sample}{workshop.slug}-{what}.csv"'
    return response
