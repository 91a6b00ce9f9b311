"""Pairs of notes that may say the same: accept one, wave one off; nothing is grouped unasked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.features.workshops.actions import pairs as actions
from zaedno.features.workshops.queries import alike as queries
from zaedno.features.workshops.queries import boards, history
from zaedno.features.workshops.rules import clusters as rules


@require_GET
def alike(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    verdict = rules.may_group(viewer, workshop.state in boards.FINAL)
    if not verdict:
        return refusal(request, verdict.reason)
    context = {
        "workshop": workshop,
        "pairs": queries.pairs(viewer, workshop),
        "waved": queries.waved_pairs(viewer, workshop),
        "steps": history.steps(viewer, workshop.pk),
    }
    return page(request, "workshops/alike.html", context)


@require_POST
def accept_pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    viewer = viewer_of(request)
    one, other = queries.two(viewer, first, second)
    return act(
        request,
        actions.accept_pair,
        first=one,
        second=other,
        title={viewer.lang: request.POST.get("title", "")[:200]},
        then=_alike(one.workshop.slug),
        said=lambda made: _("Both notes are in the group %(group)s.") % {"group": made},
    )


@require_POST
def wave_off_pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    one, other = queries.two(viewer_of(request), first, second)
    return act(
        request,
        actions.wave_off_pair,
        first=one,
        second=other,
        then=_alike(one.workshop.slug),
        said=_("This pair is not proposed any more."),
    )


@require_POST
def propose_again(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = boards.workshop(viewer_of(request), slug)
    return act(
        request,
        actions.propose_pairs_again,
        workshop_id=workshop.pk,
        then=_alike(slug),
        said=lambda n: ngettext("%(n)d pair is back.", "%(n)d pairs are back.", n) % {"n": n},
    )


def _alike(slug: str) -> str:
    return reverse("workshops:alike", args=[slug])
