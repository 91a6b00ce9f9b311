"""Priorities: scoring by criteria, comparing two at a time, the order that comes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of, way_back
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import priorities as actions
from zaedno.features.workshops.forms.priorities import PreferForm, PrioritiesForm, ScoresForm
from zaedno.features.workshops.models.criteria import Priorities
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import priorities as queries
from zaedno.features.workshops.rules import boards as board_rules


@require_GET
def all_priorities(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    context = {
        "workshop": workshop,
        "rows": queries.of_workshop(viewer, workshop),
        "may_lead": board_rules.may_set_up(viewer, workshop.state in boards.FINAL),
    }
    return page(request, "workshops/all_priorities.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    form = PrioritiesForm(boards.clusters(viewer, workshop.pk), **sent(request))
    return edit(
        request,
        board_rules.may_set_up(viewer, workshop.state in boards.FINAL),
        form,
        actions.ask_priorities,
        workshop=workshop,
        title=_("Ask about priorities"),
        back=reverse("workshops:all_priorities", args=[slug]),
        then=_page,
        said=_("It is prepared; open it when the room is ready."),
        shape=lambda typed: form.shaped(typed, viewer.lang),
    )


@require_GET
def priorities(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.one(viewer, pk)
    context = {
        "panel": queries.panel(viewer, found),
        "workshop": found.workshop,
        "live": live.permission(found.workshop),
    }
    return page(request, "workshops/priorities.html", context)


@require_http_methods(["GET", "POST"])
def score(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.one(viewer, pk)
    panel = queries.panel(viewer, found)
    form = ScoresForm(panel, **sent(request))
    then = way_back(request, _page(found))
    return edit(
        request,
        panel.may["answer"],
        form,
        actions.score_options,
        priorities=found,
        title=str(found.question),
        back=then,
        then=then,
        said=_("Your scores are in. You can change them until it closes."),
        shape=form.shaped,
        more={"label": _("Send my scores")},
    )


@require_POST
def prefer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer, then the next pair."""
    found = queries.one(viewer_of(request), pk)
    form = PreferForm(request.POST)
    then = way_back(request, _page(found))
    if not form.is_valid():
        messages.error(request, _("Choose one of the two, or say that you can't decide."))
        return redirect(then)
    return act(
        request,
        actions.prefer,
        priorities=found,
        then=then,
        said=_("Counted."),
        **form.cleaned_data,
    )


@require_POST
def open_(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.open_priorities, _("It is open."))


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("It is closed and counted. Participants see the order when you publish it.")
    return _turn(request, pk, actions.close_priorities, said)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.publish_priorities, _("The result is published."))


def _turn(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    found = queries.one(viewer_of(request), pk)
    then = way_back(request, _page(found))
    return act(request, action, priorities=found, then=then, said=said)


def _page(found: Priorities) -> str:
    return reverse("workshops:priorities", args=[found.pk])
