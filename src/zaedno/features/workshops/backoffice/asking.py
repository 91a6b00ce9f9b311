"""What an event asks of those who apply: the editor's door, the answers, their table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions.asking import ask_interested
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.queries import asking, events, interests
from zaedno.features.workshops.rules import interest as rules
from zaedno.features.workshops.rules.roles import as_planner
from zaedno.platform.forms.exports import beside_lines

COLUMNS = ("receipt", "organisation", "kind", "state", "received")


@require_POST
@door(as_planner)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    then = lambda made: reverse("forms:editor", args=[made.pk])  # noqa: E731
    back = reverse("workshops:interest_answers", args=[slug])
    return act(request, ask_interested, then=then, back=back, event=event)


@require_safe
@door(as_planner)
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Counts first, then each reply by its receipt; the page prints as it stands."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    form = asking.form_of(viewer, event)
    found = list(interests.of_event(viewer, event))
    told = asking.told(viewer, form, found)
    context = {
        "event": event,
        "form": form,
        "asked": asking.outline_of(viewer, form) is not None,
        "may_ask": rules.may_ask(viewer, rules.InterestFacts.before(event)),
        "counted": asking.counted(viewer, form) if form and told else [],
        "replies": [(row, told[row.receipt]) for row in found if row.receipt in told],
        "silent": sum(row.receipt not in told for row in found),
    }
    return page(request, "workshops/interest_answers.html", context)


@require_safe
@door(as_planner)
def table(request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """Everybody who applied, with what they answered."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    form = asking.form_of(viewer, event)
    if form is None:
        raise Http404(_("This event asks nothing besides."))
    rows = ((row.receipt, _first(row)) for row in interests.of_event(viewer, event))
    lines = beside_lines(viewer, form, COLUMNS, rows)
    response = StreamingHttpResponse(lines, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-interest.csv"'
    return response


def _first(row: Interest) -> list[object]:
    day = localdate(row.received_at)
    return [row.receipt, row.organisation_name, row.kind.name, row.state, day]
