"""The public register of organisations."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core.editing import edit, sent
from zaedno.core.http import page, viewer_of
from zaedno.platform.people import actions, forms, queries, rules

PER_PAGE = 50


@require_GET
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


@require_GET
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
        "end_form": forms.EndMembershipForm(),
    }
    return page(request, "people/organisation.html", context)


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Saying that one speaks for an organisation; the coordinator decides."""
    viewer = viewer_of(request)
    found = queries.organisation(viewer, slug)
    if found is None:
        raise Http404
    mine = queries.open_claim(viewer, found.pk)
    may = rules.may_claim(viewer, mine.state if mine else "")
    if may.kind == "state":
        messages.info(request, str(may.reason))
        return redirect("people:organisation", slug)
    return edit(
        request,
        may,
        forms.ClaimForm(**sent(request)),
        actions.claim,
        title=_("I speak for this organisation"),
        back=reverse("people:organisation", args=[slug]),
        then=reverse("people:organisation", args=[slug]),
        said=_("Thank you. The coordinator answers you by e-mail."),
        template="people/claim.html",
        more={"organisation": found},
        organisation=found,
    )
