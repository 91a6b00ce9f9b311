"""Reading: the list, the report as it stands, a frozen version and its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from zaedno.core.http import page, viewer_of
from zaedno.features.reports import rules
from zaedno.features.reports.exports import MEDIA, file_bytes, file_name
from zaedno.features.reports.queries import build, rows
from zaedno.features.reports.words import is_illustrative

VERBS = ("open", "approve", "freeze", "correct")


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    found = rows.reports(viewer).prefetch_related("versions")
    return page(
        request,
        "reports/list.html",
        {"reports": found, "may_start": rules.may_start(viewer)},
    )


@require_GET
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The report as it reads today; once frozen, its newest version."""
    viewer = viewer_of(request)
    row = rows.report(viewer, slug)
    versions = list(row.versions.all())
    newest = versions[0] if versions else None
    sections = (
        newest.content[viewer.lang]
        if newest and row.state == "frozen"
        else build.sections(viewer, row, viewer.lang)
    )
    facts = rows.facts_for(viewer, row)
    context = {
        "report": row,
        "version": newest,
        "versions": versions,
        "sections": sections,
        "illustrative": row.illustrative or is_illustrative(sections),
        "may": {verb: rules.may_move(viewer, facts, verb) for verb in VERBS}
        | {"write": rules.may_write(viewer, facts)},
        "is_writer": viewer.has(*rules.WRITERS),
    }
    return page(request, "reports/detail.html", context)


@require_GET
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = rows.version(viewer, slug, number)
    sections = found.content.get(viewer.lang) or next(iter(found.content.values()))
    context = {
        "report": found.report,
        "version": found,
        "sections": sections,
        "illustrative": found.illustrative,
        "frozen": True,
    }
    return page(request, "reports/detail.html", context)


@require_GET
def download(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    if form not in MEDIA:
        raise Http404
    viewer = viewer_of(request)
    found = rows.version(viewer, slug, number)
    response = HttpResponse(file_bytes(viewer, found, form), content_type=MEDIA[form])
    name = file_name(found, viewer.lang, form)
    response["Content-Disposition"] = content_disposition_header(form != "pdf", name) or ""
    return response
