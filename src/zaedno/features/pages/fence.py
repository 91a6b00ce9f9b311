"""The fence around Wagtail: what is not there, and the one door."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Http404


def door(request: HttpRequest) -> HttpResponse:
    """Signing in happens at our own door only."""
    with override(request.city.default_language):  # type: ignore[attr-defined]
        return redirect(f"{reverse('people:sign_in')}?next=/cms/")
