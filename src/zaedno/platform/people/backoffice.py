"""Staff pages: people and their roles, claims, the register of organisations."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
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
    rows = Paginator(queries.role_holders(viewer), PER_PAGE)
    return edit(
        request,
        rules.may_see_people(viewer),
        forms.InviteForm(**sent(request), roles=givable(viewer), auto_id="invite_%s"),
        actions.invite,
        title=_("People and roles"),
        back="",
        then=reverse("people:people"),
        said=_("The invitation is on its way."),
        shape=lambda typed: {"address": typed.pop("email"), **typed},
        template="people/people.html",
        more={
            "page_obj": rows.get_page(request.GET.get("page")),
            "endable": {role for role in Role.Name.values if rules.may_give(viewer, role)},
        },
    )


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
    claim = queries.representation(viewer, pk)
    if claim is None:
        raise Http404
    return edit(
        request,
        rules.may_see_claims(viewer),
        forms.DecideForm(**sent(request)),
        actions.decide_claim,
        title=_("Claims"),
        back=reverse("people:claims"),
        then=reverse("people:claims"),
        template="people/decide_claim.html",
        more={"claim": claim},
        representation=claim,
    )


def _found(request: HttpRequest, slug: str) -> dict[str, Any]:
    shown = queries.organisation_page(viewer_of(request), slug)
    if shown is None:
        raise Http404
    return shown


def _organisation_form(
    viewer: Viewer, request: HttpRequest, known: Organisation | None = None, **more: Any
) -> forms.OrganisationForm:
    def alike(names: list[str]) -> list[Organisation]:
        return [body for body in queries.organisations_named(viewer, names) if body != known]

    kinds = queries.kinds(viewer)
    return forms.OrganisationForm(**sent(request), kinds=kinds, find=alike, **more)


def _page_of(body: Organisation) -> str:
    return reverse("people:organisation", args=[body.slug])


@either
def register_organisation(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return edit(
        request,
        rules.may_register_organisation(viewer),
        _organisation_form(viewer, request),
        actions.register_organisation,
        title=_("Register an organisation"),
        back=reverse("people:organisations"),
        then=_page_of,
        template="people/organisation_form.html",
    )


@either
def revise_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, shown = viewer_of(request), _found(request, slug)
    body = shown["organisation"]
    return edit(
        request,
        rules.may_register_organisation(viewer),
        _organisation_form(viewer, request, body, initial=forms.organisation_initial(shown)),
        actions.revise_organisation,
        title=str(body.name),
        back=_page_of(body),
        then=_page_of,
        template="people/organisation_form.html",
        more={"organisation": body},
        organisation=body,
    )


@either
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter that this organisation belongs to another one."""
    viewer, member = viewer_of(request), _found(request, slug)["organisation"]

    def find(text: str) -> list[Organisation]:
        return queries.find_organisation(viewer, text, limit=1)

    return edit(
        request,
        rules.may_register_organisation(viewer),
        forms.JoinForm(**sent(request), find=find),
        actions.join,
        title=_("Add a membership"),
        back=_page_of(member),
        then=_page_of(member),
        template="people/join.html",
        more={"organisation": member},
        member=member,
    )


@require_POST
def end_membership(request: HttpRequest, pk: int) -> HttpResponse:
    membership = queries.membership(viewer_of(request), pk)
    if membership is None:
        raise Http404
    form = forms.EndMembershipForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    return act(
        request,
        actions.end_membership,
        then=_page_of(membership.member),
        said=_("The membership has ended."),
        membership=membership,
        until=until,
    )
