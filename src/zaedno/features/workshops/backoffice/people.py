"""Who takes part: the queue of applications, the balance check, attendance, admissions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions import attendance as attendance_actions
from zaedno.features.workshops.actions import balance as balance_actions
from zaedno.features.workshops.actions import interests as actions
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.forms.people import PeopleLine, Reason, Seats, kind_lines
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import asking, balance, events, interests, people
from zaedno.features.workshops.rules import balance as balance_rules
from zaedno.features.workshops.rules.roles import as_counter, as_planner

ANSWERS: dict[str, tuple[Callable[..., Any], Any]] = {
    "acknowledge": (actions.acknowledge, None),
    "accept": (actions.accept, None),
    "waitlist": (actions.waitlist, "reason"),
    "decline": (actions.decline, "reason"),
}


@require_safe
@door(as_planner)
def queue(request: HttpRequest) -> HttpResponse:
    """Everybody who waits for an answer, oldest first."""
    viewer = viewer_of(request)
    waiting = list(interests.queue(viewer))
    told = asking.told_in_queue(viewer, waiting)
    context = {
        "waiting": [
            (interest, Reason(prefix=interest.receipt), told.get(interest.receipt))
            for interest in waiting
        ],
        "count": len(waiting),
        "answered": list(interests.answered(viewer)[:50]),
    }
    return page(request, "workshops/queue.html", context)


@require_POST
@door(as_planner)
def answer(request: HttpRequest, receipt: str, verb: str) -> HttpResponse:
    interest = interests.one(viewer_of(request), receipt)
    action, with_reason = ANSWERS[verb]
    inputs: dict[str, Any] = {"interest": interest}
    if with_reason:
        form = Reason(request.POST, prefix=receipt)
        inputs["reason"] = form.cleaned_data["reason"] if form.is_valid() else {}
    back = reverse("workshops:queue")
    return act(
        request,
        action,
        then=back,
        said=_("Answered. The applicant gets a letter."),
        back=f"{back}#{receipt}",
        **inputs,
    )


@require_http_methods(["GET", "POST"])
@door(as_planner)
def balance_check(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    counts = balance.counts(viewer, event, all_kinds=True)
    lines = kind_lines(counts, request.POST or None)
    here = reverse("workshops:balance", args=[slug])
    if request.method == "POST" and all(form.is_valid() for _count, form in lines):
        given = {count.kind_id: form.line() for count, form in lines}
        return act(
            request,
            balance_actions.set_balance,
            then=here,
            said=_("Saved."),
            event=event,
            lines=given,
        )
    missing = balance_rules.missing(counts)
    short = [count for count in counts if count.short]
    to_invite = balance.to_invite(viewer, event, [count.kind_id for count in short])
    context = {
        "event": event,
        "lines": lines,
        "missing": [(count, balance_rules.none_of(count)) for count in missing],
        "short": [(count, to_invite.get(count.kind_id, [])) for count in short],
        "may_invite": balance_rules.may_invite(viewer, state=event.state, count=1),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "workshops/balance.html", context, status=status)


@require_POST
@door(as_planner)
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    chosen = request.POST.getlist("organisation")
    return act(
        request,
        balance_actions.invite,
        then=reverse("workshops:balance", args=[slug]),
        said=_("Invited. The letters are on their way."),
        event=event,
        organisations=interests.chosen(viewer, chosen),
    )


@require_safe
@door(as_counter)
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    rows = list(people.participations(viewer, event))
    counts = balance.counts(viewer, event)
    admitted = list(people.admissions(viewer, event))
    context = {
        "event": event,
        "rows": rows,
        "others": interests.others(viewer, event),
        "lines": [(count, _people_line(count)) for count in counts],
        "admitted": [row for row in admitted if row.person_id],
        "seats": sum(row.person_id is None for row in admitted),
        "admissible": list(people.admissible(viewer, event)),
        "seat_form": Seats(),
    }
    return page(request, "workshops/attendance.html", context)


def _people_line(count: Any, data: Any = None) -> PeopleLine:
    return PeopleLine(data, prefix=f"kind-{count.kind_id}", initial={"people": count.people})


@require_POST
@door(as_counter)
def note_attendance(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    given = {}
    for count in balance.counts(viewer, event):
        form = _people_line(count, request.POST)
        if form.is_valid() and form.cleaned_data["people"] is not None:
            given[count.kind_id] = form.cleaned_data["people"]
    came = request.POST.getlist("came") + [o for o in [request.POST.get("other", "")] if o]
    return act(
        request,
        attendance_actions.note_attendance,
        then=_attendance(event),
        said=_("Saved."),
        event=event,
        came=interests.chosen(viewer, came),
        listed=interests.chosen(viewer, request.POST.getlist("listed")),
        people=given,
    )


@require_POST
@door(as_counter)
def admit(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    seats = Seats(request.POST)
    number = seats.cleaned_data["seats"] or 0 if seats.is_valid() else 0
    chosen = [pk for pk in request.POST.getlist("person") if pk.isdigit()]
    return act(
        request,
        attendance_actions.admit,
        then=_attendance(event),
        said=_("Admitted. They can place dots when the vote opens."),
        event=event,
        persons=list(people.admissible(viewer, event).filter(pk__in=chosen)),
        seats=number,
    )


def _attendance(event: Workshop) -> str:
    return reverse("workshops:attendance", args=[event.slug])
