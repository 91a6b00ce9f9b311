"""Strategies from a SWOT: the four quadrants, writing one for a pair, setting it aside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions import tows as actions
from zaedno.features.workshops.exports import tows as exports
from zaedno.features.workshops.forms.tows import StrategyForm
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import tows as queries
from zaedno.features.workshops.rules import tows as rules
from zaedno.features.workshops.views.files import table


@require_GET
def tows(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    context = {
        "workshop": workshop,
        "quadrants": queries.by_quadrant(viewer, workshop),
        "may_plan": rules.may_plan(viewer, workshop.state in boards.FINAL),
    }
    return page(request, "workshops/tows.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    inside, outside = queries.sides(viewer, workshop)
    return edit(
        request,
        rules.may_plan(viewer, workshop.state in boards.FINAL),
        StrategyForm(inside, outside, **sent(request)),
        actions.write_strategy,
        workshop=workshop,
        title=_("Strategy for a pair"),
        back=_here(slug),
        then=_here(slug),
        said=_("The strategy stands in its quadrant."),
    )


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    strategy = queries.strategy(viewer_of(request), pk)
    dropped = request.POST.get("dropped") != "no"
    said = _("The strategy is set aside.") if dropped else _("The strategy counts again.")
    then = _here(strategy.workshop.slug)
    return act(
        request, actions.drop_strategy, strategy=strategy, dropped=dropped, then=then, said=said
    )


@require_GET
def tows_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    return table(viewer, workshop, "strategies", exports.lines(viewer, workshop))


def _here(slug: str) -> str:
    return reverse("workshops:tows", args=[slug])
