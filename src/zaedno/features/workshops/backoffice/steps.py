"""The facilitator's steps from the session's screen: begin, go on, vote, boards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zaedno.core.http import act, viewer_of
from zaedno.features.workshops.actions import boards as board_actions
from zaedno.features.workshops.actions import dots as dot_actions
from zaedno.features.workshops.actions import run as actions
from zaedno.features.workshops.forms.boards import OpenVotingForm
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import events, votes


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    said = _("The workshop has begun.")
    return act(request, actions.start, then=_lead(slug), said=said, event=event)


@require_POST
def next_part(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    return act(
        request,
        actions.next_part,
        then=_lead(slug),
        said=lambda item: (
            _("Now: %(item)s") % {"item": item.title} if item else _("The agenda is done.")
        ),
        event=event,
    )


@require_POST
def open_vote(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = board_queries.workshop(viewer_of(request), slug)
    form = OpenVotingForm(request.POST)
    return act(
        request,
        dot_actions.open_voting,
        workshop=workshop,
        dots=form.cleaned_data["dots"] if form.is_valid() else 0,
        then=_lead(slug),
        said=_("The vote is open. Who is in now may place dots."),
    )


@require_POST
def close_vote(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = board_queries.workshop(viewer, slug)
    voting = votes.latest(viewer, workshop.pk)
    if voting is None:
        return redirect(_lead(slug))
    said = _("The vote is closed and counted. Show the result when the room is ready.")
    return act(request, dot_actions.close_voting, then=_lead(slug), said=said, voting=voting)


@require_POST
def turn_board(request: HttpRequest, slug: str, pk: int, verb: str) -> HttpResponse:
    board = board_queries.board_in(viewer_of(request), slug, pk)
    deed = board_actions.open_board if verb == "open" else board_actions.close_board
    said = _("The board is open on every screen.") if verb == "open" else _("The board is closed.")
    return act(request, deed, then=_lead(slug), said=said, board=board)


def _lead(slug: str) -> str:
    return reverse("workshops:session_lead", args=[slug])
