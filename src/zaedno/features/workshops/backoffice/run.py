"""The facilitator leads through the agenda: one calm page with the current part and its time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import clock
from zaedno.core.http import act, page, viewer_of
from zaedno.features.workshops.actions import run as actions
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.queries import events
from zaedno.features.workshops.rules import events as rules
from zaedno.features.workshops.rules.roles import as_runner


@require_safe
@door(as_runner)
def run(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    items = events.agenda(viewer, event)
    facts = events.facts_for(viewer, event)
    now = clock.now()
    current = next((item for item in items if item.began_at and not item.ended_at), None)
    coming = next((item for item in items if not item.began_at), None)
    context = {
        "event": event,
        "items": items,
        "current": current,
        "coming": coming,
        "ends": _ends(current),
        "left": _minutes_left(current, now),
        "behind": _behind(items, now),
        "now": now,
        "facts": facts,
        "may": {
            "start": rules.may_start(viewer, facts),
            "run": rules.may_run(viewer, facts),
            "conclude": rules.may_conclude(viewer, facts),
        },
    }
    return page(request, "workshops/run.html", context)


def _ends(item: AgendaItem | None) -> datetime | None:
    if item is None or item.began_at is None:
        return None
    return item.began_at + timedelta(minutes=item.minutes)


def _minutes_left(item: AgendaItem | None, now: datetime) -> int:
    """Whole minutes; below zero when the part runs over."""
    ends = _ends(item)
    return round((ends - now).total_seconds() / 60) if ends else 0


def _behind(items: list[AgendaItem], now: datetime) -> int:
    """By how many minutes the meeting is behind its plan."""
    begun = [item for item in items if item.began_at]
    if not begun or begun[0].began_at is None:
        return 0
    planned = sum(item.minutes for item in begun if item.ended_at)
    latest = begun[-1]
    assert latest.began_at is not None
    since = latest.began_at if not latest.ended_at else latest.ended_at
    gone = (since - begun[0].began_at).total_seconds() / 60
    return max(0, round(gone - planned))


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    said = _("The workshop has begun.")
    return act(request, actions.start, then=_here(slug), said=said, event=event)


@require_POST
def next_part(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    return act(request, actions.next_part, then=_here(slug), event=event)


@require_POST
def conclude(request: HttpRequest, slug: str) -> HttpResponse:
    event = events.one(viewer_of(request), slug)
    return act(
        request,
        actions.conclude,
        then=reverse("workshops:results", args=[slug]),
        back=_here(slug),
        said=_("The workshop is concluded. Freeze its result and show it for correction."),
        event=event,
    )


def _here(slug: str) -> str:
    return reverse("workshops:run", args=[slug])
