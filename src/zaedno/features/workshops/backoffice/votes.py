"""Opening, closing and entering votes with dots."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, viewer_of
from zaedno.features.workshops.actions import dots as actions
from zaedno.features.workshops.forms.boards import OpenVotingForm, PaperVoteForm
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import votes
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
