"""The boards of a workshop: by board, by group or as a list; leaving a note; the ranking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import notes as actions
from zaedno.features.workshops.forms.boards import NoteForm
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import history, panels, votes, walls
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import clusters as cluster_rules
from zaedno.features.workshops.rules import dots as dot_rules
from zaedno.features.workshops.rules import notes as rules
from zaedno.platform.links.private import private_path


@require_GET
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything on one page; `?by=groups` puts the groups side by side, `?as=list` below."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    found = walls.wall(viewer, workshop, request.GET.get("by", ""))
    context = {
        "wall": found,
        "workshop": workshop,
        "as_list": request.GET.get("as") == "list",
        "may": may_on(viewer, found),
        "form": note_form(viewer, found.boards, found.voting_open, workshop),
        "live": live.permission(workshop),
        "open_now": panels.open_now(viewer, workshop),
        "steps": history.steps(viewer, workshop.pk) if viewer.has(*rules.SCRIBES) else None,
    }
    return page(request, "workshops/board.html", context)


def may_on(viewer: Viewer, found: walls.Wall) -> dict[str, Verdict]:
    """What this viewer may do here now; the same verdicts that the deeds ask."""
    state = found.voting.state if found.voting and found.voting_open else ""
    return {
        "lead": board_rules.may_lead(viewer),
        "group": cluster_rules.may_group(viewer, found.validated),
        "dot": dot_rules.may_vote(viewer, state, found.ballot.on_roll),
    }


def writable(
    viewer: Viewer, boards: list[Board], voting_open: bool, workshop: Workshop
) -> list[Board]:
    return [
        b for b in boards if rules.may_write(viewer, queries.board_facts(workshop, b, voting_open))
    ]


def note_form(
    viewer: Viewer, boards: list[Board], voting_open: bool, workshop: Workshop, *args: Any
) -> NoteForm | None:
    """The form, or nothing when no board takes a note of this viewer now."""
    found = writable(viewer, boards, voting_open, workshop)
    if not found:
        return None
    return NoteForm(found, queries.represented(viewer), *args)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """A page with nothing but the question and the form; where mistakes are said."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    boards = queries.boards(viewer, workshop.pk)
    voting_open = queries.open_voting(viewer, workshop.pk) is not None
    sent = (request.POST,) if request.method == "POST" else ()
    form = note_form(viewer, boards, voting_open, workshop, *sent)
    if form is None:
        return refusal(request, why_not(viewer, boards, voting_open, workshop))
    if form.is_bound and form.is_valid():
        outcome = _leave(request, form, viewer)
        if outcome.ok:
            messages.success(request, _("Thank you. Your note is on the board."))
            return redirect(_receipt_of(viewer, outcome.result))
        form.add_error("text", str(outcome.reason))
    context = {"workshop": workshop, "form": form}
    return page(request, "workshops/write.html", context, status=422 if form.is_bound else 200)


def _receipt_of(viewer: Viewer, note: Note) -> str:
    """A signed note has its page; an anonymous one a private link that only its author knows."""
    if note.authorship != Note.Authorship.ANONYMOUS:
        return reverse("workshops:note", args=[note.receipt])
    return private_path(viewer.city, "workshops.note", str(note.pk))


def why_not(viewer: Viewer, boards: list[Board], voting_open: bool, workshop: Workshop) -> str:
    for board in boards:
        verdict = rules.may_write(viewer, queries.board_facts(workshop, board, voting_open))
        if not verdict:
            return str(verdict.reason)
    return _("This workshop has no boards yet.")


def _leave(request: HttpRequest, form: NoteForm, viewer: Viewer) -> Any:
    typed = form.cleaned_data
    text = typed["text"]
    sent = {
        "board": queries.board(viewer, int(typed["board"])),
        "text": text,
        "lang": rules.written_in(text, viewer.lang),
    }
    if not form.signed:
        return perform(request, actions.leave_note, **sent)
    organisation = queries.organisation(viewer, int(typed["organisation"]))
    return perform(
        request,
        actions.write_note,
        **sent,
        authorship=typed["authorship"],
        organisation=organisation,
        consent=typed["consent"],
    )


@require_GET
def ranking(request: HttpRequest, slug: str) -> HttpResponse:
    """What the vote came to: the groups in order, how many could vote and did."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    closed = votes.closed(viewer, [workshop.pk]).get(workshop.pk)
    context = {
        "workshop": workshop,
        "voting": closed,
        "chart": votes.chart(viewer, workshop) if closed else None,
        "ranking": votes.ranking(viewer, workshop.pk),
        "outside": votes.outside_groups(viewer, closed) if closed else [],
    }
    return page(request, "workshops/ranking.html", context)


def back_to(request: HttpRequest, workshop: Workshop, anchor: str = "") -> str:
    """The wall, or the session's screen, as the person had it, at the note they were at."""
    if request.POST.get("back") == "session":
        return reverse("workshops:session", args=[workshop.slug])
    kept = {k: request.POST[k] for k in ("by", "as") if request.POST.get(k) in ("groups", "list")}
    query = "&".join(f"{k}={v}" for k, v in kept.items())
    address = reverse("workshops:board", args=[workshop.slug])
    return f"{address}{'?' + query if query else ''}{'#' + anchor if anchor else ''}"
