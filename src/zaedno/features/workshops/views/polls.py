"""Polls and the shared vision: reading, answering, adding a statement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core.editing import edit, sent
from zaedno.core.http import page, viewer_of, way_back
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import answers as actions
from zaedno.features.workshops.actions import replies as reply_actions
from zaedno.features.workshops.exports import polls as exports
from zaedno.features.workshops.forms.polls import SheetForm, StatementForm, WordForm
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import asks as panels
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import polls as queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import polls as rules
from zaedno.features.workshops.views.files import table


@require_GET
def polls(request: HttpRequest, slug: str) -> HttpResponse:
    """All polls of a workshop, the shared vision among them; earlier rounds behind the last."""
    viewer = viewer_of(request)
    workshop = board_queries.workshop(viewer, slug)
    found = queries.of_workshop(viewer, workshop.pk)
    lead = board_rules.may_set_up(viewer, workshop.state in board_queries.FINAL)
    context = {
        "workshop": workshop,
        "polls": [p for p in found if not hasattr(p, "later")],
        "may_lead": lead,
    }
    return page(request, "workshops/polls.html", context)


@require_GET
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """One poll: how to answer while it is open, its result once it is published."""
    viewer = viewer_of(request)
    found = queries.poll(viewer, pk)
    context = {
        "panel": panels.panel(viewer, found),
        "workshop": found.workshop,
        "live": live.permission(found.workshop),
    }
    return page(request, "workshops/poll.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """A sheet of answers; a refusal comes back with everything still filled in."""
    viewer = viewer_of(request)
    found = queries.poll(viewer, pk)
    if found.kind in (Poll.Kind.CLOUD, Poll.Kind.TEXT):
        return _own_words(request, found)
    panel = panels.panel(viewer, found)
    form = SheetForm(found, panel.asks, *sent(request).values())
    then = way_back(request, address(found))
    return edit(
        request,
        panel.answer,
        form,
        actions.answer_poll,
        poll=found,
        lang=viewer.lang,
        title=str(found.question),
        back=then,
        then=then,
        said=_("Your answers are in. You can change them until the poll closes."),
        shape=form.shaped,
        more={"label": _("Send my answers"), "lead": asks_for(panel)},
    )


def _own_words(request: HttpRequest, found: Poll) -> HttpResponse:
    viewer = viewer_of(request)
    panel = panels.panel(viewer, found)
    cloud = found.kind == Poll.Kind.CLOUD
    said = _("Your word is in.") if cloud else _("Your answer is in. A moderator reads it first.")
    then = way_back(request, address(found))
    return edit(
        request,
        panel.answer,
        WordForm(**sent(request)),
        reply_actions.say_word if cloud else reply_actions.reply,
        poll=found,
        title=str(found.question),
        back=then,
        then=then,
        said=said,
        shape=lambda typed: _in_their_language(typed, viewer.lang),
        more={"label": _("Send my answer"), "lead": asks_for(panel)},
    )


def asks_for(panel: panels.PollPanel) -> str:
    """What there is to know before answering."""
    kind = panel.poll.kind
    if kind == Poll.Kind.HUNDRED:
        return _("Give out exactly 100 points in steps of 10.")
    if kind == Poll.Kind.RANKING:
        return _("1 is the first place. You may rank only as many as you like.")
    if kind == Poll.Kind.TEXT:
        return _("Nobody sees who wrote what; a moderator reads it before it is shown.")
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
        shape=lambda typed: _in_their_language(typed, viewer.lang),
    )


def _in_their_language(typed: dict[str, Any], lang: str) -> dict[str, Any]:
    return {"text": typed["text"], "lang": note_rules.written_in(typed["text"], lang)}


@require_GET
def polls_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """The published results as a table."""
    viewer = viewer_of(request)
    workshop = board_queries.workshop(viewer, slug)
    return table(viewer, workshop, "polls", exports.lines(viewer, workshop))


def address(poll: Poll) -> str:
    return reverse("workshops:poll", args=[poll.pk])
