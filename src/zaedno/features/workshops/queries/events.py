"""The events of a city as this viewer may see them: lists, one event, things and stories."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, Q, QuerySet
from django.db.models import When as When_
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.afterwards import Overview
from zaedno.features.workshops.models.agenda import AgendaItem, DateChange, Objective
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import UNANSWERED, Interest
from zaedno.features.workshops.rules.events import EventFacts

COMING = (Workshop.State.PLANNED, Workshop.State.LIVE)
TONES = {"live": "now", "results_draft": "now", "validated": "done", "published": "done"}
TONES |= {"cancelled": "dropped"}


def visible(viewer: Viewer) -> QuerySet[Workshop]:
    """Every event is public in its own city from the day it is called."""
    events = Workshop.objects.filter(city_id=viewer.city.pk)
    return events.select_related("host", "input_from", "session", "process")


def one(viewer: Viewer, slug: str) -> Workshop:
    """The event with this address; another city's, or none, is a 404."""
    found = visible(viewer).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def one_by_id(viewer: Viewer, ident: Any) -> Workshop:
    found = visible(viewer).filter(pk=ident).first() if str(ident).isdigit() else None
    if found is None:
        raise Http404
    return found


def listed(viewer: Viewer, *, when: str = "", kind: str = "") -> QuerySet[Workshop]:
    """For the list page: what is on, what is coming by date, what is over newest first."""
    events = visible(viewer).annotate(day=Coalesce("held", "planned"))
    if kind in Workshop.Kind.values:
        events = events.filter(kind=kind)
    if when == "upcoming":
        return events.filter(state__in=COMING).order_by("day", "opens_at", "id")
    if when == "past":
        return events.exclude(state__in=COMING).order_by("-day", "-id")
    first = Case(
        When_(state=Workshop.State.LIVE, then=0), When_(state=Workshop.State.PLANNED, then=1)
    )
    soon = Case(When_(state__in=COMING, then="day"))
    return events.annotate(rank=first, soon=soon).order_by(
        F("rank").asc(nulls_last=True), "soon", "-day", "-id"
    )


def counts(viewer: Viewer, *, kind: str = "") -> dict[str, int]:
    """How many there are behind each filter of the list, in one query."""
    events = visible(viewer)
    if kind in Workshop.Kind.values:
        events = events.filter(kind=kind)
    states = list(events.values_list("state", flat=True))
    coming = sum(state in COMING for state in states)
    return {"": len(states), "upcoming": coming, "past": len(states) - coming}


def facts_for(viewer: Viewer, event: Workshop) -> EventFacts:
    """What the rules of `rules/events.py` ask about one event."""
    waiting = Interest.objects.filter(workshop=event, state__in=UNANSWERED).count()
    return _facts_of(event, waiting)


def _facts_of(event: Workshop, unanswered: int) -> EventFacts:
    return EventFacts(
        state=event.state,
        kind=event.kind,
        unanswered=unanswered,
        slot=event.slot_minutes,
        planned=event.planned,
        opens_at=event.opens_at,
        closes_at=event.closes_at,
    )


def agenda(viewer: Viewer, event: Workshop) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(city_id=viewer.city.pk, workshop=event))


def objectives(viewer: Viewer, event: Workshop) -> dict[str, list[Objective]]:
    """What the event wants to reach and what it asks, by kind."""
    found: dict[str, list[Objective]] = {"objective": [], "question": []}
    for row in Objective.objects.filter(city_id=viewer.city.pk, workshop=event):
        found[row.kind].append(row)
    return found


def chosen(viewer: Viewer, idents: list[str]) -> list[Workshop]:
    """The events of a report, by date."""
    wanted = [ident for ident in idents if str(ident).isdigit()]
    found = visible(viewer).filter(pk__in=wanted).annotate(day=Coalesce("held", "planned"))
    return list(found.order_by("day", "id"))


def sources(viewer: Viewer) -> list[Thing]:
    """Events a report may rest on: all that are over, and what is still under way."""
    silent = (Workshop.State.PLANNED, Workshop.State.CANCELLED)
    return [_thing(viewer, event) for event in listed(viewer) if event.state not in silent]


def taken_slugs(viewer: Viewer) -> set[str]:
    return set(Workshop.objects.filter(city_id=viewer.city.pk).values_list("slug", flat=True))


def due_to_open(viewer: Viewer, now: Any) -> list[Workshop]:
    """Open boards whose hour has come."""
    boards = visible(viewer).filter(kind=Workshop.Kind.OPEN_BOARD, state=Workshop.State.PLANNED)
    return list(boards.filter(opens_at__lte=now))


def status_word(viewer: Viewer, event: Workshop) -> str:
    """The state as people say it; an open board says whether notes are still taken."""
    if event.is_open_board and event.state == Workshop.State.LIVE:
        return _("closed for notes") if event.closed_at(clock.now()) else _("open for notes")
    if event.state == Workshop.State.PLANNED:
        return _("coming")
    return str(event.get_state_display())


def things(viewer: Viewer, idents: list[str]) -> dict[str, Thing]:
    wanted = [ident for ident in idents if str(ident).isdigit()]
    return {str(event.pk): _thing(viewer, event) for event in visible(viewer).filter(pk__in=wanted)}


def _thing(viewer: Viewer, event: Workshop) -> Thing:
    title, lang = event.title.best()
    question, _lang = event.question.best()
    return Thing(
        kind="workshops.workshop",
        id=str(event.pk),
        title=title,
        url=reverse("workshops:workshop", args=[event.slug]),
        summary=question or str(event.get_kind_display()).capitalize(),
        lang=lang,
        status=event.state,
        status_word=status_word(viewer, event),
        tone=TONES.get(event.state, ""),
        station="note",
        date=event.when,
        mark=event.mark,
        facts={"kind": event.kind, "format": event.format, "process_id": event.process_id},
    )


def stories(viewer: Viewer, idents: list[str]) -> dict[str, list[Step]]:
    """From the call to the overview, each step a sentence with its date."""
    wanted = [ident for ident in idents if str(ident).isdigit()]
    events = {event.pk: event for event in visible(viewer).filter(pk__in=wanted)}
    told: dict[str, list[Step]] = {str(pk): _milestones(e) for pk, e in events.items()}
    for change in DateChange.objects.filter(workshop__in=events):
        told[str(change.workshop_id)].append(_moved(events[change.workshop_id], change))
    published = Q(published_at__isnull=False)
    for overview in Overview.objects.filter(published, workshop__in=events):
        event = events[overview.workshop_id]
        url = reverse("workshops:overview", args=[event.slug])
        said = _("The overview of “%(event)s” was published.") % {"event": event.title}
        assert overview.published_at is not None
        day = When.day(clock.day(overview.published_at))
        told[str(event.pk)].append(Step(day, said, "answer", url))
    return told


def _milestones(event: Workshop) -> list[Step]:
    url = reverse("workshops:workshop", args=[event.slug])
    name = {"event": str(event.title)}
    invented = event.illustrative
    shown = bool(event.mark)  # what a demo did with a real event is invented too
    steps = []
    if event.cancelled_at:
        said = _("“%(event)s” was cancelled: %(reason)s")
        day = When.day(clock.day(event.cancelled_at))
        told = said % {**name, "reason": event.cancel_reason}
        steps.append(Step(day, told, "note", url, "dropped", illustrative=invented))
    elif event.held and event.state != Workshop.State.PLANNED:
        said = _("“%(event)s” took place.") % name
        steps.append(Step(event.held, said, "note", url, illustrative=invented))
    elif event.planned:
        said = _("“%(event)s” is planned.") % name
        steps.append(Step(event.planned, said, "note", url, "next", illustrative=invented))
    for moment, said in (
        (event.validated_at, _("The participants' result of “%(event)s” was validated.") % name),
        (event.published_at, _("The result of “%(event)s” was published.") % name),
    ):
        if moment:
            day = When.day(timezone.localdate(moment))
            steps.append(Step(day, said, "result", url, illustrative=shown))
    return steps


def _moved(event: Workshop, change: DateChange) -> Step:
    said = _("The date of “%(event)s” moved from %(before)s to %(after)s: %(reason)s")
    facts = {
        "event": event.title,
        "before": change.before or "–",
        "after": change.after,
        "reason": change.reason,
    }
    day = When.day(clock.day(change.made_at))
    url = reverse("workshops:workshop", args=[event.slug])
    return Step(day, said % facts, "note", url, illustrative=event.illustrative)
