"""Working on the minutes: another wording, a decision of the room, a version given out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.features.workshops.actions import minutes as actions
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.forms.minutes import DecisionForm, PassageForm, StrikeForm
from zaedno.features.workshops.queries import events
from zaedno.features.workshops.queries import minutes as queries
from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.rules.roles import as_counter, as_planner


def _url(slug: str, anchor: str = "") -> str:
    return reverse("workshops:minutes", args=[slug]) + (f"#{anchor}" if anchor else "")


@require_http_methods(["GET", "POST"])
@door(as_counter)
def edit_minutes(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One passage in the language of the page; the figures stand in a list beside it."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    if not (verdict := rules.may_edit(viewer, state=event.state)):
        return refusal(request, verdict.reason)
    part = queries.part(viewer, event, key)
    figures = part.passage.figures
    form = PassageForm(**sent(request), initial={"typed": rules.for_form(part.text, figures)})
    if form.is_bound and form.is_valid():
        outcome = perform(
            request,
            actions.edit_minutes,
            event=event,
            passage=key,
            typed=form.cleaned_data["typed"],
            back="back" in request.POST,
        )
        if outcome.ok:
            messages.success(request, _("Saved. Your name stands under the passage."))
            return redirect(_url(slug, key))
        form.add_error("typed", str(outcome.reason))
    context = {
        "event": event,
        "part": part,
        "form": form,
        "figures": list(figures.values()),
        "records": rules.plain(part.passage.text, figures),
    }
    status = 422 if form.is_bound else 200
    return page(request, "workshops/minutes/edit.html", context, status=status)


@require_POST
@door(as_counter)
def record_decision(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the decision in one sentence, at most 400 characters."))
        return redirect(_url(slug, "decide"))
    here = _url(slug, "decisions")
    said = _("The decision is written down.")
    text = form.cleaned_data["text"]
    return act(request, actions.record_decision, event=event, text=text, then=here, said=said)


@require_http_methods(["GET", "POST"])
@door(as_counter)
def strike_decision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    found = queries.results.resolutions(viewer, event)
    decision = next((row for row in found if row.number == number), None)
    if decision is None:
        raise Http404
    return edit(
        request,
        rules.may_resolve(viewer, state=event.state),
        StrikeForm(**sent(request)),
        actions.strike_decision,
        title=_("Take the decision back"),
        back=_url(slug),
        then=_url(slug, "decisions"),
        said=_("Taken back; it stays readable with the reason."),
        more={"lead": str(decision.text), "label": _("Take the decision back")},
        event=event,
        decision=decision,
    )


@require_POST
@door(as_planner)
def issue_minutes(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)

    def said(made: object) -> str:
        return _("Version %(n)d of the minutes is given out.") % {"n": made.number}  # type: ignore[attr-defined]

    return act(request, actions.issue_minutes, event=event, then=_url(slug), said=said)
