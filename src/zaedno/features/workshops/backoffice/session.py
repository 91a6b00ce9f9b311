"""The facilitator's screen and the big screen; every button is an address of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of
from zaedno.core.qr import qr
from zaedno.core.viewer import Viewer
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import seats as seat_actions
from zaedno.features.workshops.actions import session as actions
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.forms.session import (
    MinutesForm,
    OpenSessionForm,
    PrivacyForm,
    ShowForm,
)
from zaedno.features.workshops.models.session import Privacy, Session
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import desk as desks
from zaedno.features.workshops.queries import events, panels, seats, votes
from zaedno.features.workshops.queries import session as queries
from zaedno.features.workshops.rules import session as rules
from zaedno.features.workshops.rules.roles import as_counter, as_runner
from zaedno.features.workshops.views.seats import join_address


@require_http_methods(["GET", "POST"])
@door(as_runner)
def open_session(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = events.one(viewer, slug)
    return edit(
        request,
        rules.may_open(viewer, queries.facts_for(viewer, workshop)),
        OpenSessionForm(**sent(request)),
        actions.open_session,
        workshop=workshop,
        title=_("Open the session"),
        back=reverse("workshops:run", args=[slug]),
        then=_lead(slug),
        said=_("The session is open. Show the code to the room."),
        more={
            "label": _("Open the session"),
            "lead": _("The workshop gets a code; people join with it from a phone, no account."),
        },
    )


@require_GET
@door(as_runner)
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = events.one(viewer, slug)
    state = queries.state(viewer, workshop)
    if state is None or not state.session.is_open:
        return redirect("workshops:open_session", slug)
    context = {
        "desk": desks.desk(viewer, state),
        "state": state,
        "session": state.session,
        "workshop": workshop,
        "event": workshop,
        "times": live.times(state),
        "live": live.permission(workshop),
        "live_lead": live.lead_permission(workshop),
        "levels": Privacy.Level.choices,
        "focuses": Session.Focus.choices,
        "extends": rules.EXTENDS,
        "facts": state.facts,
    }
    template = "desk" if "part" in request.GET else "lead"
    return page(request, f"workshops/session/{template}.html", context)


@require_GET
@door(as_counter)
def screen(request: HttpRequest, slug: str) -> HttpResponse:
    """For the projector: large, quiet, and only what everybody may see."""
    viewer = viewer_of(request)
    state = queries.one(viewer, slug)
    address = join_address(request, state.session)
    shown = state.session.show_tallies and not state.voting_open
    context = {
        "state": state,
        "session": state.session,
        "workshop": state.workshop,
        "qr": qr(address),
        "address": address.split("://", 1)[-1].rsplit(state.session.code, 1)[0].rstrip("/"),
        "wall": desks.walls.wall(viewer, state.workshop),
        "here": seats.presence(viewer, state.workshop.pk).joined,
        "turnout": queries.turnout(viewer, state.voting),
        "published": _published(viewer, state),
        "ranking": votes.ranking(viewer, state.workshop.pk) if shown else [],
        "times": live.times(state),
        "live": live.permission(state.workshop),
        "live_lead": live.lead_permission(state.workshop),
    }
    template = "stage" if "part" in request.GET else "presenter"
    return page(request, f"workshops/session/{template}.html", context)


def _published(viewer: Viewer, state: queries.State) -> panels.Panel | None:
    """The published result, as somebody without a role sees it: no buttons on the big screen."""
    if state.session.focus != Session.Focus.RESULT:
        return None
    return panels.published(Viewer(city=viewer.city, lang=viewer.lang), state.workshop)


@require_POST
def close_session(request: HttpRequest, slug: str) -> HttpResponse:
    then = reverse("workshops:run", args=[slug])
    return _deed(request, slug, actions.close_session, said=_("The session is over."), then=then)


@require_POST
def pause(request: HttpRequest, slug: str) -> HttpResponse:
    return _deed(request, slug, actions.pause_timer, said=_("The clock stands still."))


@require_POST
def resume(request: HttpRequest, slug: str) -> HttpResponse:
    return _deed(request, slug, actions.resume_timer, said=_("The clock runs on."))


@require_POST
def extend(request: HttpRequest, slug: str) -> HttpResponse:
    form = MinutesForm(request.POST)
    minutes = form.cleaned_data["minutes"] if form.is_valid() else 0
    said = _("The clock is changed on every screen.")
    return _deed(request, slug, actions.extend_timer, minutes=minutes, said=said)


@require_POST
def show(request: HttpRequest, slug: str) -> HttpResponse:
    form = ShowForm(request.POST)
    turned = form.turned() if form.is_valid() else {"what": "", "value": ""}
    return _deed(request, slug, actions.show, said=_("Changed on every screen."), **turned)


@require_POST
def privacy(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    form = PrivacyForm(request.POST)
    level = form.cleaned_data["level"] if form.is_valid() else ""
    board = board_queries.board_in(viewer_of(request), slug, pk)
    said = _("The promise is set. Participants read it before they take part.")
    return act(request, actions.set_privacy, then=_lead(slug), said=said, board=board, level=level)


@require_POST
def lower(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The person has spoken."""
    viewer = viewer_of(request)
    workshop = events.one(viewer, slug)
    seat = seats.one(viewer, workshop.pk, pk)
    if seat is None:
        return redirect(_lead(slug))
    said = _("The hand of %(name)s is down.") % {"name": seat.called}
    return act(request, seat_actions.lower_hand, then=_lead(slug), said=said, seat=seat)


def _deed(
    request: HttpRequest, slug: str, deed: Any, *, said: str, then: str = "", **inputs: Any
) -> HttpResponse:
    workshop = events.one(viewer_of(request), slug)
    back = _lead(slug)
    return act(request, deed, then=then or back, back=back, said=said, workshop=workshop, **inputs)


def _lead(slug: str) -> str:
    return reverse("workshops:session_lead", args=[slug])
