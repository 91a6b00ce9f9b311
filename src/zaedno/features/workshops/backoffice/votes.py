"""Opening, closing and entering votes; preparing, opening and closing polls."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, viewer_of
from zaedno.features.workshops.actions import dots as actions
from zaedno.features.workshops.actions import polls as poll_actions
from zaedno.features.workshops.forms.boards import OpenVotingForm, PaperVoteForm, PollForm
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import polls, votes
from zaedno.features.workshops.rules import boards as rules
from zaedno.features.workshops.rules.dots import may_enter_results


@require_POST
def open_voting(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = queries.workshop(viewer_of(request), slug)
    form = OpenVotingForm(request.POST)
    return act(
        request,
        actions.open_voting,
        workshop=workshop,
        dots=form.cleaned_data["dots"] if form.is_valid() else 0,
        then=reverse("workshops:lead", args=[slug]),
        said=_("The vote is open. Who is admitted now may place dots."),
    )


@require_POST
def close_voting(request: HttpRequest, pk: int) -> HttpResponse:
    voting = votes.voting(viewer_of(request), pk)
    slug = voting.workshop.slug
    return act(
        request,
        actions.close_voting,
        voting=voting,
        then=reverse("workshops:ranking", args=[slug]),
        back=reverse("workshops:lead", args=[slug]),
        said=_("The vote is closed and counted. Nobody can be joined to a choice any more."),
    )


@require_http_methods(["GET", "POST"])
def paper_vote(request: HttpRequest, slug: str) -> HttpResponse:
    """The result of a vote with stickers on paper."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    form = PaperVoteForm(
        list(queries.notes(viewer).filter(workshop=workshop).order_by("board__order", "id")),
        *sent(request).values(),
    )
    return edit(
        request,
        may_enter_results(viewer, workshop.state in queries.FINAL),
        form,
        actions.enter_vote_result,
        workshop=workshop,
        title=_("Result of a vote on paper"),
        back=reverse("workshops:lead", args=[slug]),
        then=reverse("workshops:ranking", args=[slug]),
        said=_("The result is entered and marked as counted on paper."),
        shape=form.shaped,
    )


@require_http_methods(["GET", "POST"])
def new_poll(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    form = PollForm(**sent(request))
    return edit(
        request,
        rules.may_set_up(viewer, workshop.state in queries.FINAL),
        form,
        poll_actions.prepare_poll,
        workshop=workshop,
        title=_("New poll"),
        back=reverse("workshops:lead", args=[slug]),
        then=lambda made: reverse("workshops:poll", args=[made.pk]),
        said=_("The poll is prepared; open it when the room is ready."),
        shape=lambda typed: form.shaped(typed, viewer.lang),
    )


@require_POST
def open_poll(request: HttpRequest, pk: int) -> HttpResponse:
    poll = polls.poll(viewer_of(request), pk)
    then = reverse("workshops:poll", args=[pk])
    return act(request, poll_actions.open_poll, poll=poll, then=then, said=_("The poll is open."))


@require_POST
def close_poll(request: HttpRequest, pk: int) -> HttpResponse:
    poll = polls.poll(viewer_of(request), pk)
    then = reverse("workshops:poll", args=[pk])
    said = _("The poll is closed and counted.")
    return act(request, poll_actions.close_poll, poll=poll, then=then, said=said)
