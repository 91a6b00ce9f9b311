"""What everybody reads about events: the list, one event, its result, calendar and feed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import clock, registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.choices import Access
from zaedno.features.workshops.exports import events as exports
from zaedno.features.workshops.forms.events import LANGUAGES
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Cluster
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import (
    afterwards,
    carry,
    evaluation,
    events,
    offers,
    people,
    snapshot,
)
from zaedno.features.workshops.queries import deviations as apart
from zaedno.features.workshops.queries import results as result_rows
from zaedno.features.workshops.queries.evaluation_results import outcome
from zaedno.features.workshops.rules import afterwards as after_rules
from zaedno.features.workshops.rules import events as rules
from zaedno.features.workshops.rules import interest as interest_rules
from zaedno.features.workshops.rules import results as result_rules
from zaedno.features.workshops.rules.roles import as_counter, as_planner, as_runner, as_writer

PER_PAGE = 20
CALENDAR = "text/calendar; charset=utf-8"


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    filters = [
        Filter("when", _("When"), [("upcoming", _("coming and on now")), ("past", _("over"))]),
        Filter("kind", _("Kind"), choices(Workshop.Kind.choices)),
    ]
    found = Paginator(events.listed(viewer, **read(request, *filters)), PER_PAGE)
    rows = found.get_page(request.GET.get("page"))
    context = {
        "page_obj": rows,
        "rows": [(event, events.status_word(viewer, event), _tone(event)) for event in rows],
        "count": found.count,
        "filters": filters,
        "undated": offers.undated(viewer),
        "may": {"call": rules.may_call(viewer)},
    }
    return page(request, "workshops/list.html", context)


def _tone(event: Workshop) -> str:
    return events.TONES.get(event.state, "")


@require_safe
def workshop(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    items = events.agenda(viewer, event)
    overview = afterwards.overview(viewer, event)
    named = list(people.thanked(viewer, event))
    thing = registry.thing(viewer, "workshops.workshop", event.pk)
    context = {
        "event": event,
        "thing": thing,
        "asides": registry.asides(viewer, thing) if thing else [],
        "status": events.status_word(viewer, event),
        "tone": _tone(event),
        "objectives": events.objectives(viewer, event),
        "spoken": [str(word) for code, word in LANGUAGES if code in event.languages],
        "access": [str(Access(code).label) for code in event.access if code in Access.values],
        "date_changes": list(event.date_changes.all()),
        "agenda": timed(event, items),
        "named": named,
        "invitations": people.invitations(viewer, event),
        "overview": overview,
        "published_overview": bool(overview and overview.published_at),
        "feeds": list(event.feeds.all()),
        "carried": list(carry.carried_into(viewer, event)),
        "closed": event.closed_at(clock.now()),
        "may": _may(request, event),
    }
    return page(request, "workshops/workshop.html", context)


def _may(request: HttpRequest, event: Workshop) -> dict[str, object]:
    viewer = viewer_of(request)
    facts = result_rows.facts_for(viewer, event)
    return {
        "express": interest_rules.may_express(interest_rules.InterestFacts.before(event)),
        "plan": as_planner(viewer),
        "run": as_runner(viewer),
        "count": as_counter(viewer),
        "write": as_writer(viewer),
        "evaluate": evaluation.may(viewer, event),
        "correct": result_rules.may_correct(viewer, facts, now=clock.now()),
        "results": event.state not in (*events.COMING, Workshop.State.CANCELLED),
    }


def timed(event: Workshop, items: list[AgendaItem]) -> list[tuple[datetime | None, AgendaItem]]:
    """Each part with the hour it begins, when the hour of the event is known."""
    moment, rows = event.starts_at, []
    for item in items:
        rows.append((moment, item))
        moment = moment + timedelta(minutes=item.minutes) if moment else None
    return rows


@require_safe
def deviations(request: HttpRequest, slug: str) -> HttpResponse:
    """How the plan and the meeting differ from the method's template."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    context = {
        "event": event,
        "template": apart.template_of(viewer, event),
        "found": apart.everything(viewer, event),
    }
    return page(request, "workshops/deviations.html", context)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Organisations that came and agreed to be named. No person stands here."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    context = {
        "event": event,
        "named": list(people.thanked(viewer, event)),
        "came": people.came(viewer, event).count(),
        "over": event.state in after_rules.OVER,
        "outcome": outcome(viewer, event),
        "may_evaluate": _may(request, event)["evaluate"],
    }
    return page(request, "workshops/thanks.html", context)


@require_safe
def carried(request: HttpRequest, slug: str) -> HttpResponse:
    """What this event takes over from earlier ones, and what it hands on."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    handed = carry.carried_from(viewer, event)
    planner = as_planner(viewer)
    context = {
        "event": event,
        "taken": list(carry.carried_into(viewer, event)),
        "ranked": [
            (cluster, dots, handed.get(cluster.pk, [])) for cluster, dots in _ranked(viewer, event)
        ],
        "targets": list(carry.targets(viewer, event)) if planner else [],
        "may_carry": planner and event.state in after_rules.VALIDATED,
    }
    return page(request, "workshops/carried.html", context)


def _ranked(viewer: Viewer, event: Workshop) -> list[tuple[Cluster, int]]:
    validated = event.state in after_rules.VALIDATED
    return snapshot.ranking(viewer, event) if validated else []


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return _file(exports.calendar(viewer, exports.entries(viewer)), "calendar.ics")


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event's file. Without a known day there is none, and the page says why."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    if not event.in_calendar:
        context = {"event": event}
        return page(request, "workshops/no_calendar.html", context, status=409)
    found = [exports.entry(viewer, event)]
    return _file(exports.calendar(viewer, found, name=str(event.title)), f"{event.slug}.ics")


def _file(body: bytes, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=CALENDAR, headers=disposition)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    body = exports.feed(viewer_of(request))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
