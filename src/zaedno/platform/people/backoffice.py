"""Staff pages: people and their roles, claims, the register of organisations."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.platform.people import actions, forms, queries, rules
from zaedno.platform.people.models import Organisation, Role

either = require_http_methods(["GET", "POST"])
PER_PAGE = 50


def givable(viewer: Viewer) -> list[str]:
    """The roles this viewer may give to somebody who has none."""
    return [role for role in Role.Name.values if rules.may_appoint(viewer, role)]


@either
def people(request: HttpRequest) -> HttpResponse:
    """Who has which role here; inviting to one by address."""
    viewer = viewer_of(request)
    may = rules.may_see_people(viewer)
    if not may:
        return refusal(request, may.reason)
    form = forms.InviteForm(request.POST or None, roles=givable(viewer), auto_id="invite_%s")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        outcome = perform(
            request,
            actions.invite,
            address=data["email"],
            role=data["role"],
            lang=data["lang"],
        )
        if outcome.ok:
            return redirect("people:people")
        form.add_error("role", str(outcome.reason))
    found = Paginator(queries.role_holders(viewer), PER_PAGE)
    rows = found.get_page(request.GET.get("page"))
    shown = [
        (row, rules.may_end_role(viewer, row.role, own=False, others_with_it=1)) for row in rows
    ]
    return page(request, "people/people.html", {"form": form, "page_obj": rows, "rows": shown})


@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """Who says they speak for an organisation: the waiting first, then the decided."""
    viewer = viewer_of(request)
    may = rules.may_see_claims(viewer)
    if not may:
        return refusal(request, may.reason)
    decided = Paginator(queries.claims(viewer, waiting=False), PER_PAGE)
    context = {
        "waiting": queries.claims(viewer),
        "page_obj": decided.get_page(request.GET.get("page")),
    }
    return page(request, "people/claims.html", context)


@either
def decide_claim(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    may = rules.may_see_claims(viewer)
    if not may:
        return refusal(request, may.reason)
    claim = queries.representation(viewer, pk)
    if claim is None:
        raise Http404
    form = forms.DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = perform(
            request,
            actions.decide_claim,
            representation=claim,
            confirm=request.POST.get("confirm") == "yes",
            reason=form.cleaned_data["reason"],
        )
        if outcome.ok:
            return redirect("people:claims")
        form.add_error("reason", str(outcome.reason))
    return page(request, "people/decide_claim.html", {"claim": claim, "form": form})


def _may_register(request: HttpRequest) -> HttpResponse | None:
    may = rules.may_register_organisation(viewer_of(request))
    return None if may else refusal(request, may.reason)


def _found(request: HttpRequest, slug: str) -> dict[str, Any]:
    shown = queries.organisation_page(viewer_of(request), slug)
    if shown is None:
        raise Http404
    return shown


def warnings(
    viewer: Viewer, form: forms.OrganisationForm, known: Organisation | None = None
) -> dict[str, Any]:
    """What an editor should look at before saving: the same organisation twice, mixed scripts."""
    alike = queries.organisations_named(viewer, form.names())
    return {
        "alike": [body for body in alike if known is None or body.pk != known.pk],
        "mixed": form.mixed(),
    }


@either
def register_organisation(request: HttpRequest) -> HttpResponse:
    if (refused := _may_register(request)) is not None:
        return refused
    viewer = viewer_of(request)
    form = forms.OrganisationForm(request.POST or None, kinds=queries.kinds(viewer))
    found: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        found = warnings(viewer, form)
        if form.cleaned_data["looked"] or not any(found.values()):
            outcome = perform(request, actions.register_organisation, **form.inputs())
            if outcome.ok:
                return redirect("people:organisation", outcome.result.slug)
            form.add_error(None, str(outcome.reason))
    return page(request, "people/organisation_form.html", {"form": form, **found})


@either
def revise_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    if (refused := _may_register(request)) is not None:
        return refused
    viewer, shown = viewer_of(request), _found(request, slug)
    body = shown["organisation"]
    initial = forms.organisation_initial(shown)
    form = forms.OrganisationForm(
        request.POST or None, kinds=queries.kinds(viewer), initial=initial
    )
    found: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        found = warnings(viewer, form, body)
        if form.cleaned_data["looked"] or not any(found.values()):
            outcome = perform(
                request, actions.revise_organisation, organisation=body, **form.inputs()
            )
            if outcome.ok:
                return redirect("people:organisation", slug)
            form.add_error(None, str(outcome.reason))
    context = {"form": form, "organisation": body, **found}
    return page(request, "people/organisation_form.html", context)


@either
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter that this organisation belongs to another one."""
    if (refused := _may_register(request)) is not None:
        return refused
    member = _found(request, slug)["organisation"]
    form = forms.JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bodies = queries.find_organisation(viewer_of(request), form.cleaned_data["body"], limit=1)
        if not bodies:
            form.add_error("body", _("No organisation has this name. Register it first."))
        else:
            since = form.cleaned_data["since"]
            outcome = perform(request, actions.join, member=member, body=bodies[0], since=since)
            if outcome.ok:
                return redirect("people:organisation", slug)
            form.add_error(None, str(outcome.reason))
    return page(request, "people/join.html", {"form": form, "organisation": member})


@require_POST
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    if (refused := _may_register(request)) is not None:
        return refused
    membership = queries.membership(viewer_of(request), pk)
    if membership is None:
        raise Http404
    form = forms.EndMembershipForm(request.POST)
    back = reverse("people:organisation", args=[membership.member.slug])
    until = form.cleaned_data["until"] if form.is_valid() else None
    return act(
        request,
        actions.end_membership,
        then=back,
        said=_("The membership has ended."),
        membership=membership,
        until=until,
    )
