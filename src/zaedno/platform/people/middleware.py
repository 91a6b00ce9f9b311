"""Puts `request.viewer` on every request: who is looking, in which city, with which roles."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from zaedno.core.viewer import Viewer
from zaedno.platform.people import queries

GUEST = "people.guest"  # in the session: who confirmed an address in this browser, until when


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hasattr(request, "city"):
            request.viewer = SimpleLazyObject(lambda: build_viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def build_viewer(request: HttpRequest) -> Viewer:
    city = request.city  # type: ignore[attr-defined]
    lang = request.LANGUAGE_CODE
    if request.user.is_authenticated:
        return queries.viewer_for(request.user, city, lang)
    secret = request.META.get("CSRF_COOKIE", "")
    guest = queries.guest(city, request.session.get(GUEST))
    visitor = hashlib.sha256(f"visitor:{secret}".encode()).hexdigest()[:40] if secret else ""
    viewer = Viewer(city=city, lang=lang, visitor=visitor, guest=guest)
    return replace(viewer, alias=lambda: queries.alias_key(guest, city)) if guest else viewer
