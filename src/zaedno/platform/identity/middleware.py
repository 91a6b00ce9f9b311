"""While a clerk acts for somebody, every page is seen and every deed done as that person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.viewer import Clerk, Viewer
from zaedno.platform.identity.actions.acting import note
from zaedno.platform.identity.models import Acting
from zaedno.platform.identity.queries import acting as queries
from zaedno.platform.identity.rules import may_act_for
from zaedno.platform.people.middleware import build_viewer
from zaedno.platform.people.queries import alias_key

ACTING = "identity.acting"
PASSED = "identity.factor"  # in the session: who has shown the second factor in it
# What belongs to the person alone, and what belongs to the clerk's other work.
CLOSED = ("people", "notifications")
CLOSED_VIEWS = ("today",)
OPEN_VIEWS = ("identity:factor", "identity:factor_set", "people:sign_out", "city_colours")


class ActingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hasattr(request, "city"):
            request.viewer = SimpleLazyObject(lambda: seen_by(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """What the half hour does not cover is not done: neither late nor on private pages."""
        if not hasattr(request, "city"):
            return None
        if (way := second_door(request)) is not None:
            return way
        if not request.session.get(ACTING):
            return None
        viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if viewer.clerk is None:
            del request.session[ACTING]
            messages.info(request, _("You act for nobody any more: the half hour is over."))
            return redirect("identity:counter") if request.method == "POST" else None
        match = request.resolver_match
        app = match.app_name if match else ""
        closed = app in CLOSED or (match and match.view_name in CLOSED_VIEWS)
        if closed or not (app or (match and match.view_name)):
            messages.info(request, _("This page is not for the counter. End acting first."))
            return redirect("identity:acting", viewer.clerk.receipt)
        return None


def second_door(request: HttpRequest) -> HttpResponse | None:
    """Whoever has a second factor shows it once in a session, by whichever door they came in;
    staff of a city that asks for one set it up first."""
    person: Any = request.user
    if not person.is_authenticated or request.session.get(PASSED) == person.pk:
        return None
    match = request.resolver_match
    if match is not None and match.view_name in OPEN_VIEWS:
        return None
    city: Any = request.city  # type: ignore[attr-defined]
    if person.factor_at is not None:
        return redirect(f"{reverse('identity:factor')}?{urlencode({'back': request.path})}")
    if city.staff_factor and request.viewer.roles - {"participant"}:  # type: ignore[attr-defined]
        messages.info(request, _("The city asks its staff for a second factor. Set it up now."))
        return redirect("identity:factor_set")
    return None


def seen_by(request: HttpRequest) -> Viewer:
    """The reader; or the person for whom a clerk acts in this browser now."""
    viewer = build_viewer(request)
    pk = request.session.get(ACTING)
    if not pk or not may_act_for(viewer):
        return viewer
    row = queries.running(viewer, pk, clock.now())
    return acting_viewer(viewer, row) if row is not None else viewer


def acting_viewer(viewer: Viewer, row: Acting) -> Viewer:
    """No role of the clerk, and none of the person: a citizen at the counter."""
    own = viewer.alias()
    clerk = Clerk(
        key=own,
        acting=row.pk,
        receipt=row.receipt,
        until=row.until,
        name=row.person.name,
        note=lambda verb, kind, ident, at: note(row, verb, kind, ident, at),
    )
    alias = alias_key(row.person, viewer.city)
    return Viewer(
        city=viewer.city, person=row.person, lang=viewer.lang, clerk=clerk, alias=lambda: alias
    )
