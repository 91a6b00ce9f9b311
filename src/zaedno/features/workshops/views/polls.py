"""Polls and the shared vision: reading, answering, adding a statement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core.editing import edit, sent
from zaedno.core.http import page, viewer_of
from zaedno.features.workshops.actions import polls as actions
from zaedno.features.workshops.forms.boards import SheetForm, StatementForm
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import polls as queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import polls as rules


@require_GET
def polls(request: HttpRequest, slug: str) -> HttpResponse:
    """All polls of a workshop, the shared vision among them."""
    viewer = viewer_of(request)
    workshop = board_queries.workshop(viewer, slug)
    found = [(p, queries.views(p)) for p in queries.of_workshop(viewer, workshop.pk)]
    lead = board_rules.may_set_up(viewer, workshop.state in board_queries.FINAL)
    context = {"workshop": workshop, "polls": found, "may_lead": lead}
    return page(request, "workshops/polls.html", context)


@require_GET
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """One poll: its results once it is closed and five people answered, else how to answer."""
    viewer = viewer_of(request)
    found = queries.poll(viewer, pk)
    admitted = board_queries.is_entitled(viewer, found.workshop)
    context = {
        "poll": found,
        "workshop": found.workshop,
        "items": queries.views(found),
        "answer": rules.may_answer(viewer, found.state, admitted),
        "lead": board_rules.may_lead(viewer),
        "state": rules.may_state(viewer, found.kind, found.open_list, found.state, "…"),
        "answered": bool(queries.my_answers(viewer, found)),
    }
    return page(request, "workshops/poll.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.poll(viewer, pk)
    admitted = board_queries.is_entitled(viewer, found.workshop)
    mine = queries.my_answers(viewer, found)
    form = SheetForm(found, queries.views(found), mine, *sent(request).values())
    return edit(
        request,
        rules.may_answer(viewer, found.state, admitted),
        form,
        actions.answer_poll,
        poll=found,
        lang=viewer.lang,
        title=str(found.question),
        back=address(found),
        then=address(found),
        said=_("Your answers are in. You can change them until the poll closes."),
        shape=form.shaped,
        more={"label": _("Send my answers"), "lead": _secret(found)},
    )


def _secret(poll: Poll) -> str:
    return _("Nobody sees who answered what; the counts appear when the poll is closed.")


@require_http_methods(["GET", "POST"])
def add_statement(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.poll(viewer, pk)
    return edit(
        request,
        rules.may_state(viewer, found.kind, found.open_list, found.state, "…"),
        StatementForm(**sent(request)),
        actions.add_statement,
        poll=found,
        title=_("Add a statement to the shared vision"),
        back=address(found),
        then=address(found),
        said=_("The statement is on the list."),
        shape=lambda typed: {
            "text": typed["text"],
            "lang": note_rules.written_in(typed["text"], viewer.lang),
        },
    )


def address(poll: Poll) -> str:
    return reverse("workshops:poll", args=[poll.pk])
