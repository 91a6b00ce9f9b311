from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.http import page, viewer_of
from zaedno.platform.search import queries
from zaedno.platform.search.forms import SearchForm

PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.found(viewer_of(request), text) if text else []
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(request, "search/search.html", {"form": form, "text": text, "found": shown})


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    return page(request, "search/topics.html", queries.wholes(viewer_of(request)))


@require_safe
def topic(request: HttpRequest, code: str) -> HttpResponse:
    return _about(request, queries.TOPIC, code)


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    return _about(request, queries.DISTRICT, slug)


def _about(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """Everything public about a topic or a district, of all rooms; `?kind=` narrows it to one."""
    viewer = viewer_of(request)
    whole = queries.whole(viewer, kind, name)
    if whole is None:
        raise Http404
    rows = queries.parts(viewer, kind, name)
    counts = queries.counts(viewer, rows)
    wanted = request.GET.get("kind", "")
    if wanted in {code for code, _title, _number in counts}:
        rows = rows.filter(kind=wanted)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "whole": whole,
        "is_topic": kind == queries.TOPIC,
        "counts": counts,
        "total": sum(number for _code, _title, number in counts),
        "kind": wanted,
        "page": shown,
        "found": queries.shown(viewer, list(shown)),
        "asides": registry.asides(viewer, whole),
    }
    return page(request, "search/about.html", context)
