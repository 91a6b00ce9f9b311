"""Everything of a workshop to take away: one page of files, tables, one document, slides."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from zaedno.core.http import page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports import everything as exports
from zaedno.features.workshops.exports import slides as slide_exports
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards, events
from zaedno.features.workshops.queries import everything as queries
from zaedno.features.workshops.queries import minutes as minutes_rows
from zaedno.features.workshops.views.files import SAMPLE


@require_safe
def files(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    context = {
        "event": event,
        "tables": [(name, table.columns) for name, table in queries.tables(viewer, event).items()],
        "may_read": minutes_rows.verdict(viewer, event),
    }
    return page(request, "workshops/files.html", context)


@require_safe
def all_json(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    body = exports.as_json(viewer, event)
    response = StreamingHttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = _attached(viewer, event, "workshop.json")
    return response


@require_safe
def table_csv(request: HttpRequest, slug: str, name: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    body = exports.as_csv(queries.table(viewer, event, name))
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _attached(viewer, event, f"{name}.csv")
    return response


def _attached(viewer: Viewer, event: Workshop, name: str) -> str:
    sample = SAMPLE if boards.has_illustrative(viewer, event.pk) else ""
    return f'attachment; filename="{sample}{event.slug}-{name}"'


@require_safe
def slides(request: HttpRequest, slug: str) -> HttpResponse:
    """Open to whoever may read the minutes: they say the same."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    if not (verdict := minutes_rows.verdict(viewer, event)):
        return refusal(request, verdict.reason)
    context = {"event": event, "deck": slide_exports.deck(viewer, event)}
    return page(request, "workshops/slides.html", context)


@require_safe
def slides_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    if not (verdict := minutes_rows.verdict(viewer, event)):
        return refusal(request, verdict.reason)
    sample = SAMPLE if boards.has_illustrative(viewer, event.pk) else ""
    headers = {"Content-Disposition": f'inline; filename="{sample}{slug}-results.pdf"'}
    body = slide_exports.pdf(viewer, event)
    return HttpResponse(body, content_type="application/pdf", headers=headers)
