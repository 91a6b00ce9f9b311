"""What every page's frame needs: who is here, the menu, the other language."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

from zaedno.core import registry


def shell(request: HttpRequest) -> dict[str, Any]:
    if not hasattr(request, "viewer"):
        return {}
    viewer = request.viewer
    return {
        "viewer": viewer,
        "city": request.city,  # type: ignore[attr-defined]
        "demo": settings.DEMO,
        "nav": menu(viewer, "nav"),
        "staff_nav": menu(viewer, "staff_nav") if viewer.signed_in else [],
        "languages": [
            (code, name, translate_url(request.get_full_path(), code))
            for code, name in settings.LANGUAGES
        ],
        "form_key": lambda: secrets.token_urlsafe(16),
    }


def menu(viewer: Any, which: str) -> list[registry.NavItem]:
    items = [
        item
        for feature in registry.features()
        for item in getattr(feature, which)
        if not item.roles or viewer.has(*item.roles)
    ]
    return sorted(items, key=lambda item: item.order)
