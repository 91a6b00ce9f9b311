"""Joining by code, and whose browser this is: the seat stands in a cookie that only we read."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zaedno.core.http import page, perform, viewer_of
from zaedno.features.workshops.actions import seats as actions
from zaedno.features.workshops.forms.session import CodeForm, JoinForm
from zaedno.features.workshops.models.session import Session
from zaedno.features.workshops.queries import seats
from zaedno.features.workshops.queries import session as queries
from zaedno.features.workshops.rules.seats import Door, at_door, clean_code

COOKIE = "zaedno-seat"
KEPT_FOR = 12 * 3600  # a long day; the seat itself ends half an hour after its last sign
View = Callable[..., HttpResponse]


def seated(view: View) -> View:
    """Every address of the room knows the seat of the browser that asks."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = request.COOKIES.get(COOKIE, "")
        if token:
            bare = viewer_of(request)
            request.viewer = SimpleLazyObject(lambda: seats.seated(bare, token))  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return opened


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """One field for the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        verdict = at_door(_door(queries.by_code(viewer_of(request), code)))
        if verdict:
            return redirect("workshops:join_code", code)
        form.add_error("code", str(verdict.reason))
    status = 422 if form.is_bound else 200
    return page(request, "workshops/session/join.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def join_code(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked before taking part: the promises, a name if one likes, consent."""
    viewer = viewer_of(request)
    session = queries.by_code(viewer, clean_code(code))
    if session is None or not at_door(_door(session)):
        form = CodeForm({"code": code})
        form.is_valid()
        form.add_error("code", str(at_door(_door(session)).reason))
        return page(request, "workshops/session/join.html", {"form": form}, status=404)
    workshop = session.workshop
    if seats.mine(viewer, workshop.pk):
        return redirect("workshops:session", workshop.slug)
    given = JoinForm(request.POST if request.method == "POST" else None)
    if given.is_bound and given.is_valid():
        token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)
        asked = {"code": session.code, "token": token, **given.cleaned_data}
        outcome = perform(request, actions.join, **asked)
        if outcome.ok:
            return with_seat(redirect("workshops:session", workshop.slug), request, token)
        given.add_error(None, str(outcome.reason))
    context = {
        "form": given,
        "session": session,
        "workshop": workshop,
        "columns": queries.columns(viewer, workshop.pk),
        "title": _("Join the workshop"),
    }
    status = 422 if given.is_bound else 200
    return page(request, "workshops/session/join_code.html", context, status=status)


def _door(session: Session | None) -> Door:
    return Door(found=session is not None, open=session is not None and session.doors_open)


def with_seat(response: HttpResponse, request: HttpRequest, token: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def join_address(request: HttpRequest, session: Session) -> str:
    """The whole address of the join page, for the QR code and to be read aloud."""
    return request.build_absolute_uri(reverse("workshops:join_code", args=[session.code]))
