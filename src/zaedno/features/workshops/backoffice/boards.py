"""The facilitator's and the note-taker's pages: boards, the vote, polls, paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import boards as actions
from zaedno.features.workshops.forms.boards import BoardsForm, ColumnForm, OpenVotingForm
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import polls, votes
from zaedno.features.workshops.rules import boards as rules


@require_GET
def lead(request: HttpRequest, slug: str) -> HttpResponse:
    """One page to run the room from: the vote first, then boards, polls and what comes after."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    verdict = rules.may_scribe(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    boards = queries.boards(viewer, workshop.pk)
    voting_open = queries.open_voting(viewer, workshop.pk) is not None
    context = {
        "workshop": workshop,
        "boards": _rows(viewer, boards, queries.counts_by_column(viewer, workshop.pk)),
        "voting": votes.latest(viewer, workshop.pk),
        "voting_open": voting_open,
        "could_vote": queries.entitled(viewer, workshop)[1],
        "form": OpenVotingForm(),
        "polls": polls.of_workshop(viewer, workshop.pk),
        "freeze": rules.may_freeze(viewer, [b.state for b in boards], voting_open),
        "set_up": rules.may_set_up(viewer, workshop.state in queries.FINAL),
        "live": live.permission(workshop),
    }
    return page(request, "workshops/lead.html", context)


def _rows(viewer: Viewer, boards: list[Board], counts: dict[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "board": b,
            "count": counts.get(b.pk, 0),
            "open": rules.may_turn(viewer, b.state, Board.State.OPEN),
            "close": rules.may_turn(viewer, b.state, Board.State.CLOSED),
        }
        for b in boards
    ]


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    there = [b.kind for b in queries.boards(viewer, workshop.pk)]
    return edit(
        request,
        rules.may_set_up(viewer, workshop.state in queries.FINAL),
        BoardsForm(initial={"kinds": there}, **sent(request)),
        actions.set_up_boards,
        workshop=workshop,
        title=_("Boards of the workshop"),
        back=_lead(workshop),
        then=_lead(workshop),
        said=_("The boards are set up."),
    )


@require_http_methods(["GET", "POST"])
def add_column(request: HttpRequest, slug: str) -> HttpResponse:
    """A column with a title of one's own, beside those of the method."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    return edit(
        request,
        rules.may_set_up(viewer, workshop.state in queries.FINAL),
        ColumnForm(**sent(request)),
        actions.add_column,
        workshop=workshop,
        title=_("Column of your own"),
        back=_lead(workshop),
        then=_lead(workshop),
        said=_("The column is set up; open it when the room is ready."),
    )


@require_http_methods(["GET", "POST"])
def rename_column(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    board = queries.board(viewer, pk)
    own = {"title": board.title, "question": board.question}
    return edit(
        request,
        rules.may_rename_column(viewer, board.kind, board.workshop.state in queries.FINAL),
        ColumnForm(initial=own, **sent(request)),
        actions.rename_column,
        board=board,
        title=_("Rename the column"),
        back=_lead(board.workshop),
        then=_lead(board.workshop),
        said=_("The column has its new title."),
    )


@require_POST
def open_board(request: HttpRequest, pk: int) -> HttpResponse:
    board = queries.board(viewer_of(request), pk)
    then = _lead(board.workshop)
    return act(request, actions.open_board, board=board, then=then, said=_("The board is open."))


@require_POST
def close_board(request: HttpRequest, pk: int) -> HttpResponse:
    board = queries.board(viewer_of(request), pk)
    then = _lead(board.workshop)
    said = _("The board is closed for notes.")
    return act(request, actions.close_board, board=board, then=then, said=said)


@require_POST
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = queries.workshop(viewer_of(request), slug)
    said = _("The boards are frozen; the notes stay as they are.")
    then = _lead(workshop)
    return act(request, actions.freeze_boards, workshop=workshop, then=then, said=said)


def _lead(workshop: Workshop) -> str:
    return reverse("workshops:lead", args=[workshop.slug])
