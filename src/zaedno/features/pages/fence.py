"""The fence around Wagtail: what is not there, the one door, and what its pages may load."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import override

# The editor styles elements in place and shows previews in a frame; scripts come from files only.
POLICY = {
    "default-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "script-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
}


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise Http404


def door(request: HttpRequest) -> HttpResponse:
    """Signing in happens at our own door only."""
    with override(request.city.default_language):  # type: ignore[attr-defined]
        return redirect(f"{reverse('people:sign_in')}?next=/cms/")
