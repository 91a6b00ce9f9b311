"""The participant's screen: what is going on, one field to write in, the notes, dots, a hand."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zaedno.core.http import Outcome, act, page, perform, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import notes as note_actions
from zaedno.features.workshops.actions import rooms as room_actions
from zaedno.features.workshops.actions import seats as actions
from zaedno.features.workshops.forms.session import SayForm
from zaedno.features.workshops.models.session import SEEN_EVERY, Seat
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import evaluation, panels, rooms, screen, seats
from zaedno.features.workshops.queries import session as queries
from zaedno.features.workshops.rules import notes as rules
from zaedno.features.workshops.rules.seats import clean_line
from zaedno.platform.links.private import private_path


@require_GET
def session(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole screen; `?part=1` its changing parts, for an open page that had a gap."""
    return _screen(request, slug)


def _screen(request: HttpRequest, slug: str, **typed: Any) -> HttpResponse:
    """`typed` is a note that was refused: its words stay in the field."""
    viewer = viewer_of(request)
    state = queries.one(viewer, slug)
    seat = seats.mine(viewer, state.workshop.pk)
    if seat is None:
        return redirect("workshops:join_code", state.session.code)
    sitting = rooms.sitting(viewer, state.round, seat.pk)
    seen = screen.screen(viewer, state, sitting.room_id if sitting else None)
    shown = panels.panels(viewer, state.workshop)
    alone = rooms.is_alone(viewer, sitting)
    tag = f'"{_tag(state, seen, seat, sitting, shown)}{"a" if alone else ""}"'
    part = "part" in request.GET
    if part and request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    context = {
        "state": state,
        "session": state.session,
        "workshop": state.workshop,
        "seat": seat,
        "screen": seen,
        "sitting": sitting,
        "alone": alone,
        "rooms": rooms.choices(viewer, state.round),
        "times": live.times(state),
        "live": live.permission(state.workshop),
        "panels": shown,
        "back": reverse("workshops:session", args=[slug]),
        "evaluation_url": evaluation.link_from(viewer, state.workshop, seat),
        "writable": [] if state.voting_open else state.open_columns,
        **typed,
    }
    template = "workshops/session/screen.html" if part else "workshops/session/session.html"
    answer = page(request, template, context, status=422 if typed else 200)
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache, private"
    return answer


def _tag(
    state: queries.State, seen: screen.Screen, seat: Seat, sitting: Any, shown: list[panels.Panel]
) -> str:
    """Says whether anything on the screen looks different to this seat."""
    papers = [p for lane in seen.lanes for p in lane.papers]
    looks = (
        state.session.version,
        state.voting and (state.voting.pk, state.voting.state),
        [(c.board.pk, c.board.state, c.level) for c in state.columns],
        [(p.note.pk, p.version) for p in papers],
        [panel.version for panel in shown],
        (seat.pk, seat.hand_at, seen.ballot.left),
        sitting and (sitting.room_id, sitting.reason),
        state.round and (state.round.pk, state.round.closing_at),
    )
    return hashlib.sha256(repr(looks).encode()).hexdigest()[:24]


@require_POST
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """A note from the screen. What comes twice under one key, after a cut line, is one note."""
    viewer = viewer_of(request)
    state = queries.one(viewer, slug)
    if seats.mine(viewer, state.workshop.pk) is None:
        return _not_in(request)
    form = SayForm(request.POST)
    known = {column.board.pk: column.board for column in state.columns}
    if not form.is_valid():
        outcome = Outcome(False, reason=_long(request.POST.get("text", "")))
    elif form.cleaned_data["board"] not in known:
        outcome = Outcome(False, reason=_("Choose a board that is open."))
    else:
        text = form.cleaned_data["text"]
        outcome = perform(
            request,
            note_actions.leave_note,
            board=known[form.cleaned_data["board"]],
            text=text,
            lang=rules.written_in(text, viewer.lang),
        )
    return _answer(request, viewer, slug, outcome)


def _long(text: str) -> str:
    return str(rules.may_say(clean_line(text)[:20001]).reason) or _("Choose a board that is open.")


def _answer(request: HttpRequest, viewer: Viewer, slug: str, outcome: Outcome) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        if not outcome.ok:
            answer = {"ok": False, "said": str(outcome.reason), "kind": outcome.kind}
            return JsonResponse(answer, status=409)
        note = outcome.result
        link = private_path(viewer.city, "workshops.note", str(note.pk))
        said = _("Your note is on the board.")
        answer = {"ok": True, "said": said, "id": f"n{note.pk}", "link": link}
        return JsonResponse({**answer, "receipt": note.receipt})
    if outcome.ok:
        said = _("Your note is on the board. Its receipt number is %(receipt)s.")
        messages.success(request, said % {"receipt": outcome.result.receipt})
        return redirect("workshops:session", slug)
    text, board = request.POST.get("text", ""), request.POST.get("board", "")
    return _screen(request, slug, text=text[:20000], board=board, refused=outcome.reason)


@require_POST
def here(request: HttpRequest, slug: str) -> HttpResponse:
    """Every minute the page says that it is still open; the answer says where things stand."""
    viewer = viewer_of(request)
    state = queries.one(viewer, slug)
    seat = seats.mine(viewer, state.workshop.pk)
    if seat is None:
        return _not_in(request)
    if seat.seen_at <= state.now - SEEN_EVERY:
        perform(request, actions.be_there, seat=seat)
    return JsonResponse({"ok": True, "version": state.session.version, **live.times(state)})


@require_POST
def hand(request: HttpRequest, slug: str, verb: str) -> HttpResponse:
    """Raise one's own hand or take it down."""
    up = verb == "raise"
    return _own_deed(
        request,
        slug,
        actions.raise_hand if up else actions.lower_hand,
        said=_("Your hand is up; the facilitator sees it.") if up else _("Your hand is down."),
    )


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    then = reverse("workshops:workshop", args=[slug])
    said = _("You left the workshop. Your notes stay.")
    return _own_deed(request, slug, actions.leave, said=said, then=then)


@require_POST
def choose_room(request: HttpRequest, slug: str) -> HttpResponse:
    """Sit down in a room, where everybody chooses."""
    chosen = request.POST.get("room", "")
    room = rooms.room(viewer_of(request), int(chosen) if chosen.isdecimal() else 0)
    said = _("You sit in room %(number)d.") % {"number": room.number}
    return _own_deed(request, slug, room_actions.choose_room, said=said, room=room)


@require_POST
def leave_room(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to everybody, from a room where nobody else is left."""
    said = _("You are back with everybody.")
    return _own_deed(request, slug, room_actions.leave_room, said=said)


def _own_deed(
    request: HttpRequest, slug: str, deed: Any, *, said: str, then: str = "", **inputs: Any
) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = board_queries.workshop(viewer, slug)
    seat = seats.mine(viewer, workshop.pk)
    if seat is None:
        return _not_in(request)
    then = then or reverse("workshops:session", args=[slug])
    return act(request, deed, seat=seat, said=said, then=then, **inputs)


def _not_in(request: HttpRequest) -> HttpResponse:
    """The seat was given up or waited too long: what is written stays in the browser."""
    said = _("Join again with the code.")
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"ok": False, "said": said, "kind": "seat"}, status=403)
    messages.error(request, said)
    return redirect("workshops:join")
