"""The evaluation of a meeting at the desk: its questions, paper sheets, what was answered."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, refusal, viewer_of
from zaedno.features.workshops.actions.evaluation import enter_evaluation
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.queries import evaluation as queries
from zaedno.features.workshops.queries import evaluation_results as results
from zaedno.features.workshops.queries import events
from zaedno.features.workshops.rules import evaluation as rules
from zaedno.features.workshops.rules.roles import as_counter, as_runner
from zaedno.platform.forms import rules as form_rules
from zaedno.platform.forms.exports import csv_lines
from zaedno.platform.forms.forms import SheetForm
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.places.setup import with_map


@require_safe
@door(as_counter)
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The questions before the meeting, the results after it."""
    viewer, now = viewer_of(request), clock.now()
    event = events.one(viewer, slug)
    told = results.outcome(viewer, event)
    found = told.evaluation
    outline = queries.outline(viewer, found)
    facts = queries.facts(event, found, asked=any(True for _one in outline.questions()))
    may_read = rules.may_read_answers(viewer, event.state, told.replies)
    form = found.form if found else None
    context = {
        "event": event,
        "outcome": told,
        "form": form,
        "until": facts.closes,
        "lines": [(q, outline.codes[q.pk]) for q in outline.questions()],
        "open": rules.is_open(facts, now),
        "may": {
            "write": form and form_rules.may_edit(viewer, forms.facts(viewer, form)),
            "enter": rules.may_enter(viewer, facts, now),
            "read": may_read,
        },
        "written": results.written(viewer, found) if found and may_read else [],
    }
    return page(request, "workshops/evaluation_desk.html", context)


@require_http_methods(["GET", "POST"])
@door(as_counter)
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """One paper sheet, typed in under its number."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    form = SheetForm(
        **sent(request), outline=queries.outline(viewer, queries.of(viewer, event)), answers={}
    )
    here = reverse("workshops:enter_evaluation", args=[slug])
    drawn = edit(
        request,
        rules.may_enter(viewer, queries.facts_for(viewer, event), clock.now()),
        form,
        enter_evaluation,
        title=_("Enter an evaluation from paper"),
        back=reverse("workshops:evaluation_desk", args=[slug]),
        then=here,
        said=lambda _n: _("Sheet %(number)s counts.") % {"number": form.number},
        shape=lambda _typed: {"sheets": {form.number: form.valid_answers()}},
        template="workshops/evaluation_sheet.html",
        more={"event": event},
        event=event,
    )
    return with_map(viewer, drawn) if form.has_places else drawn


@require_safe
@door(as_runner)
def table(request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """All answers, without the day, the way and the language: in a room they would tell whose."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    found = queries.of(viewer, event)
    replies = results.replied(viewer, event)
    verdict = rules.may_read_answers(viewer, event.state, replies)
    if not verdict or found is None or found.form is None:
        return refusal(request, verdict.reason, kind=verdict.kind)
    lines = csv_lines(viewer, found.form, queries.outline(viewer, found), about=())
    response = StreamingHttpResponse(lines, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-evaluation.csv"'
    return response
