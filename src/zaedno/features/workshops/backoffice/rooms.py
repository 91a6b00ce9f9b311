"""The facilitator's page of rooms: splitting, moving, more time, everybody back, proposals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.features.workshops.actions import rooms as actions
from zaedno.features.workshops.actions.clusters import make_cluster
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.forms.session import MinutesForm, MoveSeatForm, SplitForm
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import events, rooms, seats
from zaedno.features.workshops.rules.roles import as_runner
from zaedno.features.workshops.rules.seats import clean_line


@require_GET
@door(as_runner)
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, slug)


def _page(request: HttpRequest, slug: str, form: SplitForm | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = events.one(viewer, slug)
    round = rooms.going_on(viewer, workshop.pk)
    boards = board_queries.boards(viewer, workshop.pk)
    context = {
        "workshop": workshop,
        "round": round,
        "rooms": rooms.overview(viewer, round),
        "everybody": list(seats.held(viewer).filter(workshop_id=workshop.pk)),
        "brought": rooms.brought(viewer, rooms.last(viewer, workshop.pk)),
        "form": form or SplitForm(boards),
    }
    status = 422 if form is not None else 200
    return page(request, "workshops/session/rooms.html", context, status=status)


@require_POST
@door(as_runner)
def split(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = events.one(viewer, slug)
    form = SplitForm(board_queries.boards(viewer, workshop.pk), data=request.POST)
    if form.is_valid():
        typed = form.shaped(form.cleaned_data)
        outcome = perform(request, actions.split_rooms, workshop=workshop, **typed)
        if outcome.ok:
            messages.success(request, _("The rooms are open; everybody reads which one is theirs."))
            return redirect(_here(slug))
        form.add_error(None, str(outcome.reason))
    return _page(request, slug, form)


@require_POST
def move(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = events.one(viewer, slug)
    form = MoveSeatForm(request.POST)
    seat = seats.one(viewer, workshop.pk, form.cleaned_data["seat"]) if form.is_valid() else None
    if seat is None:
        verdict = as_runner(viewer)
        if not verdict:
            return refusal(request, verdict.reason)
        messages.error(request, _("Choose who is to move, and where."))
        return redirect(_here(slug))
    room = rooms.room(viewer, form.cleaned_data["room"])
    said = _("%(name)s sits in room %(number)d now.")
    return act(
        request,
        actions.move_seat,
        seat=seat,
        room=room,
        reason=form.cleaned_data["reason"],
        then=_here(slug),
        said=said % {"name": seat.called, "number": room.number},
    )


@require_POST
def extend(request: HttpRequest, slug: str) -> HttpResponse:
    form = MinutesForm(request.POST)
    chosen = request.POST.get("room", "")
    room = rooms.room(viewer_of(request), int(chosen)) if chosen.isdecimal() else None
    minutes = form.cleaned_data["minutes"] if form.is_valid() else 0
    said = _("The rooms have more time.")
    return _deed(request, slug, actions.extend_rooms, said=said, minutes=minutes, room=room)


@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    said = _("The countdown runs on every screen.")
    return _deed(request, slug, actions.close_rooms, said=said)


@require_POST
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept what a room brought: its notes that are in no group yet become one."""
    viewer = viewer_of(request)
    room = rooms.room(viewer, pk)
    workshop = room.round.workshop
    found = dict(rooms.brought(viewer, room.round))
    title = clean_line(request.POST.get("title", "")) or str(room)
    return act(
        request,
        make_cluster,
        workshop=workshop,
        title={viewer.lang: title[:80]},
        notes=found.get(room, []),
        then=_here(workshop.slug),
        said=_("The notes of room %(number)d are a group now.") % {"number": room.number},
    )


def _deed(request: HttpRequest, slug: str, deed: Any, *, said: str, **inputs: Any) -> HttpResponse:
    workshop = events.one(viewer_of(request), slug)
    name = "rooms" if request.POST.get("back") == "rooms" else "session_lead"
    then = reverse(f"workshops:{name}", args=[slug])
    return act(request, deed, then=then, said=said, workshop=workshop, **inputs)


def _here(slug: str) -> str:
    return reverse("workshops:rooms", args=[slug])
