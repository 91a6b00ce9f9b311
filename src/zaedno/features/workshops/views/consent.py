"""Consent rounds: reading, saying where one stands, answering objections, adopting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of, way_back
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import consent as actions
from zaedno.features.workshops.forms.consent import ObjectionAnswerForm, ProposalForm, StandForm
from zaedno.features.workshops.models.consent import ConsentRound
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import consent as queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules.notes import written_in


@require_GET
def rounds(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    context = {
        "workshop": workshop,
        "rounds": queries.of_workshop(viewer, workshop),
        "may_lead": board_rules.may_set_up(viewer, workshop.state in boards.FINAL),
    }
    return page(request, "workshops/consents.html", context)


@require_GET
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.round_(viewer, pk)
    context = {
        "panel": queries.panel(viewer, found),
        "workshop": found.workshop,
        "live": live.permission(found.workshop),
    }
    return page(request, "workshops/consent.html", context)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    return edit(
        request,
        board_rules.may_set_up(viewer, workshop.state in boards.FINAL),
        ProposalForm(**sent(request)),
        actions.propose_consent,
        workshop=workshop,
        title=_("Ask for consent"),
        back=reverse("workshops:consents", args=[slug]),
        then=_page,
        said=_("The consent round is open."),
        more={"label": _("Open the round")},
    )


@require_http_methods(["GET", "POST"])
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """The next round: the same proposal, mended after the objections."""
    viewer = viewer_of(request)
    found = queries.round_(viewer, pk)
    return edit(
        request,
        queries.panel(viewer, found).may["again"],
        ProposalForm(initial={"proposal": found.proposal}, **sent(request)),
        actions.propose_consent,
        workshop=found.workshop,
        earlier=found,
        title=_("Ask for consent again"),
        back=_page(found),
        then=_page,
        said=_("The consent round is open."),
        more={"label": _("Open the round")},
    )


@require_http_methods(["GET", "POST"])
def stand(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.round_(viewer, pk)
    then = way_back(request, _page(found))
    return edit(
        request,
        queries.panel(viewer, found).may["stand"],
        StandForm(**sent(request)),
        actions.take_stand,
        round=found,
        title=str(found.proposal),
        back=then,
        then=then,
        said=_("Your answer is in. You can change it until the round closes."),
        shape=lambda typed: {**typed, "lang": written_in(typed["reason"], viewer.lang)},
        more={"label": _("Send my answer")},
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.objection(viewer, pk)
    return edit(
        request,
        board_rules.may_lead(viewer),
        ObjectionAnswerForm(initial={"answer": found.answer}, **sent(request)),
        actions.answer_objection,
        objection=found,
        title=_("Answer the objection"),
        back=_page(found.round),
        then=_page(found.round),
        said=_("The answer stands beside the objection."),
        more={"label": _("Save the answer"), "lead": str(found.reason)},
    )


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.close_consent, _("The round is closed and counted."))


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.adopt_consent, _("The proposal is adopted by consent."))


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.drop_consent, _("The proposal is not adopted."))


def _turn(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    found = queries.round_(viewer_of(request), pk)
    return act(request, action, round=found, then=way_back(request, _page(found)), said=said)


def _page(found: ConsentRound) -> str:
    return reverse("workshops:consent", args=[found.pk])
