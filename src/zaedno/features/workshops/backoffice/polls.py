"""Preparing, opening, closing and publishing polls; moderating what people wrote."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of, way_back
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import polls as actions
from zaedno.features.workshops.actions import replies as reply_actions
from zaedno.features.workshops.forms.polls import PollForm, StopForm
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import polls
from zaedno.features.workshops.rules import boards as rules
from zaedno.features.workshops.rules import polls as poll_rules


@require_http_methods(["GET", "POST"])
def new_poll(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    form = PollForm(**sent(request))
    return edit(
        request,
        rules.may_set_up(viewer, workshop.state in queries.FINAL),
        form,
        actions.prepare_poll,
        workshop=workshop,
        title=_("New poll"),
        back=reverse("workshops:lead", args=[slug]),
        then=lambda made: reverse("workshops:poll", args=[made.pk]),
        said=_("The poll is prepared; open it when the room is ready."),
        shape=lambda typed: form.shaped(typed, viewer.lang),
    )


@require_POST
def open_poll(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.open_poll, _("The poll is open."))


@require_POST
def close_poll(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("The poll is closed and counted. Participants see the result when you publish it.")
    return _turn(request, pk, actions.close_poll, said)


@require_POST
def publish_poll(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.publish_poll, _("The result is published."))


@require_POST
def repeat_poll(request: HttpRequest, pk: int) -> HttpResponse:
    poll = polls.poll(viewer_of(request), pk)
    return act(
        request,
        actions.repeat_poll,
        poll=poll,
        then=lambda made: reverse("workshops:poll", args=[made.pk]),
        back=_poll(pk),
        said=_("A new round is prepared. The one before stays as it is."),
    )


def _turn(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    poll = polls.poll(viewer_of(request), pk)
    return act(request, action, poll=poll, then=way_back(request, _poll(pk)), said=said)


def _poll(pk: int) -> str:
    return reverse("workshops:poll", args=[pk])


@require_GET
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """What people wrote, by state: what waits first; nothing is deleted."""
    viewer = viewer_of(request)
    poll = polls.poll(viewer, pk)
    verdict = poll_rules.may_moderate(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    found = polls.replies(viewer, poll)
    order = ("pending", "published", "hidden")
    context = {
        "poll": poll,
        "workshop": poll.workshop,
        "replies": sorted(found, key=lambda r: (order.index(r.state), r.pk)),
        "form": StopForm() if poll.kind == Poll.Kind.CLOUD else None,
        "live": live.permission(poll.workshop),
    }
    return page(request, "workshops/replies.html", context)


@require_POST
def publish_reply(request: HttpRequest, pk: int) -> HttpResponse:
    return _moderate(request, pk, reply_actions.publish_reply, _("The answer is shown."))


@require_POST
def hide_reply(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("The answer is hidden. You can show it again at any time.")
    return _moderate(request, pk, reply_actions.hide_reply, said)


def _moderate(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    reply = polls.reply(viewer_of(request), pk)
    return act(request, action, reply=reply, then=_desk(reply.poll_id), said=said)


@require_POST
def stop_word(request: HttpRequest, pk: int) -> HttpResponse:
    return _stop(request, pk, reply_actions.stop_word, _("The cloud does not show this word."))


@require_POST
def allow_word(request: HttpRequest, pk: int) -> HttpResponse:
    return _stop(request, pk, reply_actions.allow_word, _("The cloud shows this word again."))


def _stop(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    poll = polls.poll(viewer_of(request), pk)
    text = request.POST.get("text", "")[:200]
    return act(request, action, poll=poll, text=text, then=_desk(pk), said=said)


def _desk(pk: int) -> str:
    return reverse("workshops:replies", args=[pk])
