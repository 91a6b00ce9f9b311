"""The tree of a problem, and power and interest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions import maps as actions
from zaedno.features.workshops.forms.maps import GoalsForm, InfluenceForm, NodeForm
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import maps as queries
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import maps as rules


@require_GET
def tree(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    may_draw = rules.may_draw(viewer, workshop.state in boards.FINAL)
    context = {
        "workshop": workshop,
        "trees": queries.trees(viewer, workshop),
        "cut": queries.cut_nodes(viewer, workshop) if may_draw else [],
        "may_draw": may_draw,
    }
    return page(request, "workshops/tree.html", context)


@require_http_methods(["GET", "POST"])
def grow(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    nodes = queries.nodes(viewer, workshop).filter(cut=False)
    asked = {"part": request.GET.get("part", ""), "parent": request.GET.get("on", "")}
    return edit(
        request,
        rules.may_draw(viewer, workshop.state in boards.FINAL),
        NodeForm(nodes, initial=asked, **sent(request)),
        actions.grow_tree,
        workshop=workshop,
        title=_("Add to the problem tree"),
        back=_tree(slug),
        then=_tree(slug),
        said=_("It hangs on the tree."),
    )


@require_http_methods(["GET", "POST"])
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    """The tree as an objective tree: read, reword, confirm."""
    viewer = viewer_of(request)
    problem = queries.node(viewer, pk)
    form = GoalsForm(queries.parts_of(viewer, problem), **sent(request))
    there = _tree(problem.workshop.slug)
    return edit(
        request,
        rules.may_draw(viewer, problem.workshop.state in boards.FINAL),
        form,
        actions.turn_into_goals,
        shape=form.shaped,
        problem=problem,
        title=_("Turn the problem tree into goals"),
        back=there,
        then=there,
        said=_("The objective tree stands beside the problem tree."),
        more={
            "label": _("Confirm the goals"),
            "lead": _(
                "Say each part as it will be when the problem is solved. Every part keeps its "
                "place: a cause becomes a means, an effect becomes an aim."
            ),
        },
    )


@require_POST
def cut(request: HttpRequest, pk: int) -> HttpResponse:
    node = queries.node(viewer_of(request), pk)
    gone = request.POST.get("cut") != "no"
    said = _("Cut off, with what hangs on it. You can graft it again.") if gone else _("Grafted.")
    then = _tree(node.workshop.slug)
    return act(request, actions.cut_tree, node=node, cut=gone, then=then, said=said)


@require_GET
def influence(request: HttpRequest, slug: str) -> HttpResponse:
    """By kind for everybody once it is published; organisations and notes for the staff only."""
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    published = queries.is_published(viewer, workshop)
    placed = queries.by_kind(viewer, workshop)
    context = {
        "workshop": workshop,
        "published": published,
        "placed": placed,
        "fields": queries.fields(placed),
        "inside": queries.by_organisation(viewer, workshop),
        "scribe": board_rules.may_scribe(viewer),
        "publish": rules.may_publish(viewer, len(placed), published, wanted=not published),
    }
    return page(request, "workshops/influence.html", context)


@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    return edit(
        request,
        board_rules.may_scribe(viewer),
        InfluenceForm(boards.kinds(viewer), **sent(request)),
        actions.rate_influence,
        workshop=workshop,
        title=_("Rate power and interest"),
        back=_influence(slug),
        then=_influence(slug),
        said=_("Your rating is in; only the staff sees it."),
    )


@require_POST
def publish_influence(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = boards.workshop(viewer_of(request), slug)
    wanted = request.POST.get("wanted") != "no"
    said = _("Everybody sees the means by kind.") if wanted else _("Only the staff sees it now.")
    return act(
        request,
        actions.publish_influence,
        workshop=workshop,
        wanted=wanted,
        then=_influence(slug),
        said=said,
    )


def _tree(slug: str) -> str:
    return reverse("workshops:tree", args=[slug])


def _influence(slug: str) -> str:
    return reverse("workshops:influence", args=[slug])
