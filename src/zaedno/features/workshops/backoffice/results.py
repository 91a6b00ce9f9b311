"""From the draft to the published result, and the overview article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions import afterwards as after
from zaedno.features.workshops.actions import results as actions
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.forms.people import AnswerForm, OverviewForm
from zaedno.features.workshops.queries import afterwards, carry, events, snapshot
from zaedno.features.workshops.queries import results as rows
from zaedno.features.workshops.rules import afterwards as rules
from zaedno.features.workshops.rules.roles import as_planner, as_writer


def _button(action: Callable[..., Any], said: Callable[[], str]) -> Callable[..., HttpResponse]:
    """A deed on the whole result: press, and come back to its page."""

    @require_POST
    def pressed(request: HttpRequest, slug: str) -> HttpResponse:
        event = events.one(viewer_of(request), slug)
        then = reverse("workshops:results", args=[slug])
        return act(request, action, then=then, said=said(), event=event)

    return pressed


freeze = _button(actions.freeze, lambda: _("Frozen as a new version."))
open_corrections = _button(
    actions.open_corrections, lambda: _("The draft is open for corrections for five days.")
)
validate = _button(actions.validate, lambda: _("The result is validated."))
publish = _button(actions.publish_results, lambda: _("The result is published."))
tell_outcome = _button(
    after.tell_outcome, lambda: _("The letters about what became of the notes are on their way.")
)
thank = _button(after.thank, lambda: _("The letters of thanks are on their way."))


@require_POST
@door(as_planner)
def answer_correction(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    correction = rows.correction(viewer, event, receipt)
    form = AnswerForm(request.POST, prefix=receipt)
    here = reverse("workshops:results", args=[slug]) + "#corrections"
    return act(
        request,
        actions.answer_correction,
        then=here,
        back=here,
        said=_("Answered."),
        correction=correction,
        taken=request.POST.get("taken") == "yes",
        answer=form.cleaned_data["answer"] if form.is_valid() else {},
    )


@require_POST
@door(as_planner)
def carry_over(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    then = reverse("workshops:carried", args=[slug])
    return act(
        request,
        actions.carry_over,
        then=then,
        said=_("Carried over."),
        cluster=carry.one_cluster(viewer, event, request.POST.get("cluster", "")),
        target=events.one_by_id(viewer, request.POST.get("target", "")),
    )


@require_http_methods(["GET", "POST"])
@door(as_writer)
def overview_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The overview before it is public: draft it, edit it, see when it is due."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    found = afterwards.overview(viewer, event)
    facts = afterwards.overview_facts(viewer, event, found)
    if found is not None:
        return edit(
            request,
            rules.may_revise(viewer, facts),
            OverviewForm(**sent(request), initial={"title": found.title, "body": found.body}),
            after.revise_overview,
            title=_("The overview"),
            back=reverse("workshops:overview", args=[slug]),
            then=reverse("workshops:overview", args=[slug]),
            said=_("Saved."),
            overview=found,
        )
    due = None
    if event.concluded_at:
        due = rules.overview_due(clock.day(event.concluded_at))
    context = {
        "event": event,
        "due": due,
        "late": rules.is_late(due, False, clock.today()),
        "verdict": rules.may_draft(viewer, facts),
        "groups": len(snapshot.ranking(viewer, event)),
    }
    return page(request, "workshops/overview_desk.html", context)


@require_POST
@door(as_writer)
def draft_overview(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    then = reverse("workshops:overview_desk", args=[slug])
    said = _("Drafted from the validated groups. Rewrite it in your own words.")
    return act(request, after.draft_overview, then=then, said=said, event=event)


@require_POST
@door(as_writer)
def publish_overview(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    then = reverse("workshops:overview", args=[slug])
    found = afterwards.one_overview(viewer, event)
    return act(request, after.publish_overview, then=then, said=_("Published."), overview=found)
