"""The coordinator calls an event, mends it, plans its minutes, moves its date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zaedno.core.editing import edit, sent
from zaedno.core.http import page, perform, viewer_of
from zaedno.features.workshops.actions.plan import amend, call, cancel, move_date, plan_agenda
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.forms.events import (
    Cancelling,
    EventText,
    NewDate,
    NewEvent,
    PartSet,
    Slot,
    plan_of,
)
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events, methods
from zaedno.features.workshops.rules import agenda as agenda_rules
from zaedno.features.workshops.rules import events as rules
from zaedno.features.workshops.rules.roles import as_planner

USUAL = "needs_assessment"


def url_of(event: Workshop) -> str:
    return reverse("workshops:workshop", args=[event.slug])


@require_http_methods(["GET", "POST"])
@door(as_planner)
def new(request: HttpRequest) -> HttpResponse:
    """One form; "preview" shows what will be public, "call" makes it so."""
    viewer = viewer_of(request)
    form = NewEvent(**sent(request), viewer=viewer, initial=_initial(request))
    context: dict[str, Any] = {"form": form, "templates": form.methods}
    if not (form.is_bound and form.is_valid()):
        status = 422 if form.is_bound else 200
        return page(request, "workshops/new.html", context, status=status)
    if "preview" in request.POST:
        context |= {"preview": form.dated(), "chosen": form.chosen, "given": form.cleaned_data}
        return page(request, "workshops/new.html", context)
    outcome = perform(
        request,
        call,
        template=form.chosen,
        announcement=form.dated(),
        host=form.cleaned_data["host"],
        input_from=form.cleaned_data["input_from"],
    )
    if outcome.ok:
        messages.success(request, _("The event is called and public. Now invite by kind."))
        return redirect(url_of(outcome.result))
    form.add_error(None, str(outcome.reason))
    return page(request, "workshops/new.html", context, status=422)


def _initial(request: HttpRequest) -> dict[str, Any]:
    asked = request.GET.get("template", "")
    newest = methods.newest(viewer_of(request))
    known = {template.code for template in newest}
    usual = next(template.code for template in newest if template.id == USUAL)
    chosen = asked if asked in known else usual
    return {"template": chosen, "format": "hybrid", "languages": ["bg"]}


@require_http_methods(["GET", "POST"])
@door(as_planner)
def mend(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    names = [*EventText.base_fields]
    initial = {name: getattr(event, name) for name in names}
    form = EventText(**sent(request), viewer=viewer, initial=initial)
    kept = {
        "hint": event.hint,
        "account_needed": event.account_needed,
        "planned": event.planned,
        "starts_at": event.starts_at,
        "opens_at": event.opens_at,
        "closes_at": event.closes_at,
    }
    return edit(
        request,
        rules.may_amend(viewer, events.facts_for(viewer, event)),
        form,
        amend,
        title=_("Mend the text"),
        back=url_of(event),
        then=url_of(event),
        said=_("Saved."),
        shape=lambda given: {"announcement": form.announcement(**kept), "host": given["host"]},
        event=event,
    )


@require_http_methods(["GET", "POST"])
@door(as_planner)
def move(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    form = NewDate(**sent(request), initial={"to": event.planned})
    return edit(
        request,
        as_planner(viewer),
        form,
        move_date,
        title=_("Move the date of the event"),
        back=url_of(event),
        then=url_of(event),
        said=_("The date is moved and everybody registered was written to."),
        shape=lambda given: {
            "to": given["to"],
            "reason": given["reason"],
            "starts_at": form.starts_at(),
        },
        more={"label": _("Move the date and write to everybody")},
        event=event,
    )


@require_http_methods(["GET", "POST"])
@door(as_planner)
def call_off(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    facts = events.facts_for(viewer, event)
    return edit(
        request,
        rules.may_cancel(viewer, facts, reason="–"),
        Cancelling(**sent(request)),
        cancel,
        title=_("Cancel the event"),
        back=url_of(event),
        then=url_of(event),
        said=_("The event is cancelled and everybody registered was written to."),
        more={"label": _("Cancel it and write to everybody"), "lead": str(event.title)},
        event=event,
    )


@require_http_methods(["GET", "POST"])
@door(as_planner)
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """The minute plan. One that does not sum to the slot is said so, and nothing is saved."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    items = events.agenda(viewer, event)
    slot = Slot(request.POST or None, initial={"slot": event.slot_minutes})
    initial = [vars(item.part) for item in items]
    formset = PartSet(request.POST or None, initial=initial, prefix="part")
    reason = ""
    if request.method == "POST" and slot.is_valid() and formset.is_valid():
        minutes = slot.cleaned_data["slot"]
        outcome = perform(request, plan_agenda, event=event, plan=plan_of(formset), slot=minutes)
        if outcome.ok:
            messages.success(request, _("The agenda is saved."))
            return redirect(url_of(event))
        reason = str(outcome.reason)
    template = methods.template_of(viewer, event.method, event.method_version)
    plan = [item.part for item in items]
    context = {
        "event": event,
        "slot": slot,
        "formset": formset,
        "reason": reason,
        "sum": sum(part.minutes for part in plan),
        "deviations": agenda_rules.deviations(template, plan, event.slot_minutes),
        "template": template,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "workshops/agenda.html", context, status=status)
