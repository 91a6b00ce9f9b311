"""The home page: it asks every room and keeps at most three cards of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zaedno.core import registry
from zaedno.core.http import page, viewer_of
from zaedno.core.things import Card
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer

SHOWN = 3
PER_PAGE = 20
HEADINGS: dict[str, Sentence] = {
    "open": gettext_lazy("Open now"),
    "coming": gettext_lazy("Coming"),
    "decided": gettext_lazy("Decided"),
    "became": gettext_lazy("What became of it"),
}


@dataclass(frozen=True)
class Group:
    """One shelf of the home page: its first cards, how many there are, what comes if none."""

    name: str
    heading: Sentence
    cards: list[Card]
    total: int
    counted: str
    url: str
    empty: str = ""

    @property
    def more(self) -> bool:
        return self.total > len(self.cards)


def front_door(request: HttpRequest) -> HttpResponse:
    return redirect(f"/{request.city.default_language}/")  # type: ignore[attr-defined]


def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    questions = registry.gather("home_question", viewer)
    by_group = _by_group([card for _room, card in _cards(viewer)])
    figures = sorted(registry.gather("chain_figures", viewer), key=lambda f: f.order)
    context = {
        "question": min(questions, key=lambda card: card.sort) if questions else None,
        "groups": [_group(name, by_group) for name in HEADINGS],
        "figures": figures,
    }
    return page(request, "zaedno_site/home.html", context)


def all_cards(request: HttpRequest, group: str) -> HttpResponse:
    """Everything of one group; the filters stand in the address."""
    if group not in HEADINGS:
        raise Http404
    found = [(room, card) for room, card in _cards(viewer_of(request)) if card.group == group]
    rooms = {room.name: room.title for room, _card in found}
    room, words = request.GET.get("room", ""), request.GET.get("words", "").strip()
    cards = sorted(
        (card for of, card in found if room in ("", of.name) and _says(card, words)),
        key=lambda card: card.sort,
    )
    context = {
        "heading": HEADINGS[group],
        "counted": _counted(group, len(cards)),
        "page_obj": Paginator(cards, PER_PAGE).get_page(request.GET.get("page")),
        "rooms": rooms if len(rooms) > 1 else {},
        "room": room,
        "words": words,
    }
    return page(request, "zaedno_site/all.html", context)


def _cards(viewer: Viewer) -> list[tuple[registry.Feature, Card]]:
    return [
        (room, card) for room, offer in registry.offered("home_cards") for card in offer(viewer)
    ]


def _by_group(cards: list[Card]) -> dict[str, list[Card]]:
    return {
        name: sorted((card for card in cards if card.group == name), key=lambda card: card.sort)
        for name in HEADINGS
    }


def _group(name: str, by_group: dict[str, list[Card]]) -> Group:
    cards = by_group[name]
    return Group(
        name=name,
        heading=HEADINGS[name],
        cards=cards[:SHOWN],
        total=len(cards),
        counted=_counted(name, len(cards)),
        url=reverse("all_cards", args=[name]),
        empty="" if cards else _when_something_comes(name, by_group["coming"]),
    )


def _counted(group: str, total: int) -> str:
    """How many, in words that belong to the group."""
    said: dict[str, Any] = {
        "open": lambda: ngettext("%(n)d open now", "%(n)d open now", total),
        "coming": lambda: ngettext("%(n)d is coming", "%(n)d are coming", total),
        "decided": lambda: ngettext("%(n)d decision", "%(n)d decisions", total),
        "became": lambda: ngettext("%(n)d outcome", "%(n)d outcomes", total),
    }
    return said[group]() % {"n": total}


def _when_something_comes(group: str, coming: list[Card]) -> str:
    """An empty shelf says when something comes."""
    if group != "coming" and coming:
        first = coming[0]
        return _("Next: %(title)s, %(when)s.") % {"title": first.title, "when": first.until}
    return _("No date is set yet. As soon as one is, it stands here.")


def _says(card: Card, words: str) -> bool:
    text = f"{card.title} {card.what} {card.for_whom}".casefold()
    return all(word in text for word in words.casefold().split())
