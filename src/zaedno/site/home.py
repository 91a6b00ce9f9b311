"""The home page: it asks every room and keeps at most three cards of each group."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zaedno.core import registry
from zaedno.core.http import page, viewer_of

GROUPS = ("open", "coming", "decided", "became")


def front_door(request: HttpRequest) -> HttpResponse:
    return redirect(f"/{request.city.default_language}/")  # type: ignore[attr-defined]


def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    questions = registry.gather("home_question", viewer)
    cards = registry.gather("home_cards", viewer)
    groups = {
        name: sorted((c for c in cards if c.group == name), key=lambda c: c.sort) for name in GROUPS
    }
    figures = sorted(registry.gather("chain_figures", viewer), key=lambda f: f.order)
    context = {
        "question": questions[0] if questions else None,
        "groups": groups,
        "figures": figures,
    }
    return page(request, "zaedno_site/home.html", context)
