"""What every page's frame needs: who is here, the menu, the other language."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import gettext as _

from zaedno.core import registry
from zaedno.core.verdict import Sentence

IN_REACH = 7  # so many lines of the menu fit beside each other; the rest is behind "More"


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
    nav = menu(viewer, "nav", request.path)
    staff = staff_menu(viewer, request.path) if viewer.signed_in else []
    return {
        "viewer": viewer,
        "city": request.city,  # type: ignore[attr-defined]
        "demo": settings.DEMO,
        "nav": nav[:IN_REACH],
        "nav_more": nav[IN_REACH:],
        "staff_nav": staff[:IN_REACH],
        "staff_more": staff[IN_REACH:],
        "languages": [
            (code, name, translate_url(request.get_full_path(), code))
            for code, name in settings.LANGUAGES
        ],
        "form_key": lambda: secrets.token_urlsafe(16),
    }


def staff_menu(viewer: Any, path: str) -> list[MenuLink]:
    """What waits first, then the clerk's own tasks; nothing for those who have neither."""
    tasks = menu(viewer, "staff_nav", path)
    if not (tasks or viewer.represents):
        return []
    waiting = reverse("today")
    return [MenuLink(_("What waits for me"), waiting, "page" if path == waiting else ""), *tasks]


def menu(viewer: Any, which: str, path: str) -> list[MenuLink]:
    items = [
        item
        for feature in registry.features()
        for item in getattr(feature, which)
        if not item.roles or viewer.has(*item.roles)
    ]
    found = []
    for item in sorted(items, key=lambda item: item.order):
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:  # a room without its addresses has no line in the menu
            continue
        found.append((item.title, url))
    nearest = max((url for _title, url in found if path.startswith(url)), key=len, default="")
    here = "page" if path == nearest else "true"
    return [MenuLink(title, url, here if url == nearest else "") for title, url in found]
