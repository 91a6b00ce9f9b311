"""Groups of notes: their pages, and moving, naming, merging, taking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core import registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.features.workshops.actions import clusters as actions
from zaedno.features.workshops.actions import history as history_actions
from zaedno.features.workshops.forms.boards import GroupForm, MoveForm
from zaedno.features.workshops.models.board import Change, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import history, votes, walls
from zaedno.features.workshops.rules import clusters as rules
from zaedno.features.workshops.views.wall import back_to

PAGES = ("steps", "alike")  # where a step may be taken back besides the board


@require_GET
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """A group with its notes, its place in the vote, and what became of it."""
    viewer = viewer_of(request)
    found = queries.cluster(viewer, pk)
    notes = list(queries.notes(viewer).filter(cluster=found).order_by("board__order", "id"))
    ref = ("workshops.cluster", found.pk)
    context = {
        "group": found,
        "workshop": found.workshop,
        "papers": walls.papers(viewer, notes),
        "thing": registry.thing(viewer, *ref),
        "steps": registry.stories(viewer, [ref]),
        "may_group": rules.may_group(viewer, found.workshop.state in queries.FINAL),
    }
    return page(request, "workshops/group.html", context)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, receipt: str) -> HttpResponse:
    """“Move to a group…”: the plain form behind the button; scripts post the same."""
    viewer = viewer_of(request)
    note = queries.note(viewer, receipt)
    clusters = queries.clusters(viewer, note.workshop_id)
    form = MoveForm(clusters, initial={"cluster": note.cluster_id or ""}, **sent(request))
    verdict = _may_group(request, note.workshop)
    back = back_to(request, note.workshop, f"note-{receipt}")
    if request.method == "POST" and form.is_valid():
        return _move(request, note, form.cleaned_data, clusters, back)
    return edit(
        request,
        verdict,
        form,
        actions.move_notes,
        title=_("Move to a group"),
        back=back,
        then=back,
        template="workshops/move.html",
        more={"note": note, "workshop": note.workshop},
    )


def _move(
    request: HttpRequest, note: Note, typed: dict[str, Any], clusters: list[Cluster], back: str
) -> HttpResponse:
    again = reverse("workshops:move", args=[note.receipt])
    if typed["title"].strip():
        return act(
            request,
            actions.make_cluster,
            workshop=note.workshop,
            title={viewer_of(request).lang: typed["title"]},
            notes=[note],
            then=back,
            back=again,
            said=lambda made: _("New group %(group)s with this note.") % {"group": made},
        )
    chosen = next((c for c in clusters if str(c.pk) == typed["cluster"]), None)
    said = _("The note is in the group %(group)s.") % {"group": chosen}
    return act(
        request,
        actions.move_notes,
        notes=[note],
        cluster=chosen,
        then=back,
        back=again,
        said=said if chosen else _("The note is in no group now."),
    )


@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = queries.workshop(viewer_of(request), slug)
    return edit(
        request,
        _may_group(request, workshop),
        GroupForm(**sent(request)),
        actions.make_cluster,
        workshop=workshop,
        title=_("New group"),
        back=groups_of(workshop),
        then=groups_of(workshop),
        said=_("The group is there; now move notes into it."),
    )


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.cluster(viewer_of(request), pk)
    return edit(
        request,
        _may_group(request, found.workshop),
        GroupForm(initial={"title": found.title}, **sent(request)),
        actions.rename_cluster,
        cluster=found,
        title=_("Rename the group"),
        back=groups_of(found.workshop),
        then=groups_of(found.workshop),
        said=_("The group has its new name."),
    )


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """First which groups, then both lists side by side and the name of what they become."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    clusters = queries.clusters(viewer, workshop.pk)
    wanted = set(request.GET.getlist("group"))
    chosen = [c for c in clusters if str(c.pk) in wanted]
    notes = queries.notes(viewer).filter(cluster__in=chosen)
    papers = walls.papers(viewer, list(notes.order_by("id")))
    lists = [(c, [p for p in papers if p.note.cluster_id == c.pk]) for c in chosen]
    return edit(
        request,
        _may_group(request, workshop),
        GroupForm(**sent(request)),
        actions.merge_clusters,
        clusters=chosen,
        title=_("Merge groups"),
        back=groups_of(workshop),
        then=groups_of(workshop),
        said=_("The groups are merged. You can take this back until the result is validated."),
        template="workshops/merge.html",
        more={"lists": lists, "clusters": clusters, "wanted": wanted, "workshop": workshop},
    )


@require_GET
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """What was done on the grouping, newest first; each step can be taken back on its own."""
    viewer = viewer_of(request)
    workshop = queries.workshop(viewer, slug)
    verdict = _may_group(request, workshop)
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    found = [(c, history.words(c)) for c in queries.changes(viewer, workshop.pk, most=200)]
    context = {"workshop": workshop, "changes": found, "may_group": verdict}
    return page(request, "workshops/steps.html", context)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    change = queries.change(viewer_of(request), pk)
    return _again(request, history_actions.undo_change, change, _undone)


@require_POST
def redo(request: HttpRequest, pk: int) -> HttpResponse:
    change = queries.change(viewer_of(request), pk)
    return _again(request, history_actions.redo_change, change, lambda _done: _("Done again."))


def _again(
    request: HttpRequest,
    action: Callable[..., Any],
    change: Change,
    said: Callable[[dict[str, int]], str],
) -> HttpResponse:
    to = request.POST.get("to")
    named = reverse(f"workshops:{to}", args=[change.workshop.slug]) if to in PAGES else ""
    then = named or back_to(request, change.workshop)
    return act(request, action, change=change, then=then, back=then, said=said)


def _undone(done: dict[str, int]) -> str:
    """What taking back did, with the notes that somebody moved on since."""
    back = ngettext(
        "Taken back; %(n)d note returned.", "Taken back; %(n)d notes returned.", done["back"]
    ) % {"n": done["back"]}
    if not done["gone_on"]:
        return back
    stay = ngettext(
        "%(n)d note was moved on since and stays where it is.",
        "%(n)d notes were moved on since and stay where they are.",
        done["gone_on"],
    ) % {"n": done["gone_on"]}
    return f"{back} {stay}"


@require_GET
def all_groups(request: HttpRequest) -> HttpResponse:
    """The groups counted on the home page: those of workshops whose result stands."""
    rows = votes.all_groups(viewer_of(request))
    return page(request, "workshops/all_groups.html", {"rows": rows})


def groups_of(workshop: Workshop) -> str:
    return f"{reverse('workshops:board', args=[workshop.slug])}?by=groups"


def _may_group(request: HttpRequest, workshop: Workshop) -> Verdict:
    return rules.may_group(viewer_of(request), workshop.state in queries.FINAL)
