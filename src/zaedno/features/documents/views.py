"""The library as everybody reads it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.features.documents import queries, rules
from zaedno.features.documents.models import Document, Version
from zaedno.platform.cities.queries import themes

PER_PAGE = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    by = [
        Filter("kind", _("Kind"), choices(Document.Kind.choices)),
        Filter("theme", _("Theme"), choices((t.code, t.name) for t in themes(viewer))),
        Filter("state", _("State"), choices(Document.State.choices[1:])),
    ]
    found = Paginator(queries.listed(viewer, **read(request, *by)), PER_PAGE)
    context = {
        "page_obj": found.get_page(request.GET.get("page")),
        "count": found.count,
        "filters": by,
        "may": {"keep": rules.may_keep(viewer)},
    }
    return page(request, "documents/index.html", context)


def found_document(request: HttpRequest, slug: str) -> Document:
    row = queries.document(viewer_of(request), slug)
    if row is None:
        raise Http404
    return row


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    row = found_document(request, slug)
    return _reading(request, row, next(iter(row.versions.all()), None))


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = found_document(request, slug)
    wanted = next((v for v in row.versions.all() if v.number == number), None)
    if wanted is None:
        raise Http404
    newest = row.versions.all()[0]
    return redirect(row.get_absolute_url()) if wanted == newest else _reading(request, row, wanted)


def _reading(request: HttpRequest, row: Document, shown: Version | None) -> HttpResponse:
    viewer = viewer_of(request)
    versions = list(row.versions.all())
    paragraphs = list(shown.paragraphs.all()) if shown else []
    cited = queries.citations(viewer, paragraphs)
    summary = queries.summary_of(viewer, row)
    facts = queries.facts(viewer, row)
    said, said_lang = summary.text.best(viewer.lang) if summary else ("", "")
    context = {
        "document": row,
        "said": said,
        "said_lang": said_lang,
        "thing": registry.thing(viewer, queries.DOCUMENT, row.pk),
        "summary": summary,
        "missing": rules.missing_languages(facts.summary_languages, viewer.city.languages),
        "version": shown,
        "versions": versions,
        "newest": versions[0] if versions else None,
        "paragraphs": [(p, cited.get(p.pk, [])) for p in paragraphs],
        "may": {
            "keep": rules.may_keep(viewer),
            "publish": rules.may_publish(viewer, facts),
        },
    }
    return page(request, "documents/detail.html", context)


@require_safe
def reading_list(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    """All summaries that belong to a workshop, to be read or printed before it."""
    viewer = viewer_of(request)
    thing = registry.thing(viewer, kind, ident)
    if thing is None:
        raise Http404
    context = {"thing": thing, "documents": queries.attached(viewer, kind, ident)}
    return page(request, "documents/reading_list.html", context)
