"""A note's own page, its receipt, taking it back, and its dots."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zaedno.core import registry
from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions import dots as dot_actions
from zaedno.features.workshops.actions import notes as actions
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import votes, walls
from zaedno.features.workshops.rules import dots as dot_rules
from zaedno.features.workshops.rules import notes as rules
from zaedno.features.workshops.views.wall import back_to


@require_GET
def note(request: HttpRequest, receipt: str) -> HttpResponse:
    """What was written, by whom as far as it may be said, and what became of it."""
    viewer = viewer_of(request)
    found = queries.note(viewer, receipt)
    ref = ("workshops.note", found.pk)
    paper = walls.papers(viewer, [found])[0]
    voting_open = queries.open_voting(viewer, found.workshop_id) is not None
    facts = queries.board_facts(found.workshop, found.board, voting_open)
    context = {
        "paper": paper,
        "note": found,
        "thing": registry.thing(viewer, *ref),
        "steps": registry.stories(viewer, [ref]),
        "withdraw": rules.may_withdraw(paper.own, True, facts),
    }
    return page(request, "workshops/note.html", context)


@require_GET
def all_notes(request: HttpRequest) -> HttpResponse:
    """The notes counted on the home page: those of workshops whose result stands."""
    viewer = viewer_of(request)
    pages = Paginator(queries.final_notes(viewer), 60)
    shown = pages.get_page(request.GET.get("page"))
    context = {"page_obj": shown, "papers": walls.papers(viewer, list(shown)), "pages": pages}
    return page(request, "workshops/all_notes.html", context)


@require_POST
def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    found = queries.note(viewer_of(request), receipt)
    return act(
        request,
        actions.withdraw_note,
        note=found,
        then=back_to(request, found.workshop),
        back=reverse("workshops:note", args=[receipt]),
        said=_("Your note is withdrawn and its words are erased."),
    )


@require_POST
def place_dot(request: HttpRequest, pk: int, receipt: str) -> HttpResponse:
    return _dot(request, dot_actions.place_dot, pk, receipt)


@require_POST
def take_dot(request: HttpRequest, pk: int, receipt: str) -> HttpResponse:
    return _dot(request, dot_actions.take_dot, pk, receipt)


def _dot(request: HttpRequest, action: object, pk: int, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    voting = votes.voting(viewer, pk)
    found = queries.note(viewer, receipt)
    return act(
        request,
        action,  # type: ignore[arg-type]
        voting=voting,
        note=found,
        then=back_to(request, voting.workshop, f"note-{receipt}"),
        said=lambda left: dot_rules.dots_left(left, voting.dots),
    )
