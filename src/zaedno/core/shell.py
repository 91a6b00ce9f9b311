"""What every page's frame needs: who is here, the menu, the other language."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url

from zaedno.core import registry
from zaedno.core.verdict import Sentence


@dataclass(frozen=True)
class MenuLink:
    """A line of the menu; `here` is what `aria-current` says ("page", "true" or nothing)."""

    title: Sentence
    url: str
    here: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    if not hasattr(request, "viewer"):
        return {"demo": settings.DEMO}
    viewer = request.viewer
    return {
        "viewer": viewer,
        "city": request.city,  # type: ignore[attr-defined]
        "demo": settings.DEMO,
        "nav": menu(viewer, "nav", request.path),
        "staff_nav": menu(viewer, "staff_nav", request.path) if viewer.signed_in else [],
        "languages": [
            (code, name, translate_url(request.get_full_path(), code))
            for code, name in settings.LANGUAGES
        ],
        "form_key": lambda: secrets.token_urlsafe(16),
    }


def menu(viewer: Any, which: str, path: str) -> list[MenuLink]:
    items = [
        item
        for feature in registry.features()
        for item in getattr(feature, which)
        if not item.roles or viewer.has(*item.roles)
    ]
    links = []
    for item in sorted(items, key=lambda item: item.order):
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:  # a room without its addresses has no line in the menu
            continue
        here = "page" if path == url else "true" if path.startswith(url) else ""
        links.append(MenuLink(item.title, url, here))
    return links
