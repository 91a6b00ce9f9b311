"""The public register of organisations."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core.http import page, perform, refusal, viewer_of
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
    if may.kind == "role":
        return refusal(request, may.reason)
    form = forms.ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = perform(request, actions.claim, organisation=found, **form.cleaned_data)
        if outcome.ok:
            messages.success(request, _("Thank you. The coordinator answers you by e-mail."))
            return redirect("people:organisation", slug)
        form.add_error(None, str(outcome.reason))
    context = {"organisation": found, "form": form, "may": may}
    return page(request, "people/claim.html", context)
