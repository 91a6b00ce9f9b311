"""The public register of organisations."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from zaedno.core.http import page, viewer_of
from zaedno.platform.people import queries, rules

PER_PAGE = 50


def organisations(request: HttpRequest) -> HttpResponse:
    """The list, with its filters in the address: `?kind=ngo&text=…`."""
    viewer = viewer_of(request)
    kind, text = request.GET.get("kind", ""), request.GET.get("text", "")[:200]
    found = queries.register_list(viewer, kind=kind, text=text)
    context = {
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "kinds": queries.kinds(viewer),
        "kind": kind,
        "text": text,
        "may_register": rules.may_register_organisation(viewer),
    }
    return page(request, "people/organisations.html", context)


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    shown = queries.organisation_page(viewer, slug)
    if shown is None:
        raise Http404
    mine = queries.open_claim(viewer, shown["organisation"].pk)
    context = {
        **shown,
        "my_claim": mine,
        "may_claim": rules.may_claim(viewer, mine.state if mine else ""),
        "may_register": rules.may_register_organisation(viewer),
    }
    return page(request, "people/organisation.html", context)
