"""What events offer to the rooms that gather: home page, timeline, calendar, staff tasks."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import clock
from zaedno.core.partial_dates import When, show_moment
from zaedno.core.things import Card, Task, TimelineEntry
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.results import Correction
from zaedno.features.workshops.queries import afterwards, events, interests
from zaedno.features.workshops.rules.afterwards import is_late, overview_due
from zaedno.features.workshops.rules.roles import PLANNERS, WRITERS

ANSWER_WITHIN = timedelta(days=7)


def home_cards(viewer: Viewer) -> list[Card]:
    """Workshops that are on or coming; open boards belong to the boards' own card."""
    rows = events.listed(viewer, when="upcoming").exclude(kind=Workshop.Kind.OPEN_BOARD)
    return [_card(event) for event in rows]


def _card(event: Workshop) -> Card:
    title, lang = event.title.best()
    on = event.state == Workshop.State.LIVE
    return Card(
        group="open" if on else "coming",
        title=title,
        url=reverse("workshops:workshop", args=[event.slug]),
        what=str(event.get_kind_display()).capitalize(),
        for_whom=str(event.audience) or _("Organisations that want to contribute"),
        until=_starts(event),
        next=str(event.next) or _("The groups of notes go to the participants for correction."),
        sort=event.when.text if event.when else "9999",
        mark=event.mark,
        lang=lang,
        action=_("Follow it now") if on else _("See the programme"),
    )


def _starts(event: Workshop) -> str:
    if event.starts_at:
        return show_moment(event.starts_at)
    return event.when.show() if event.when else ""


def timeline(viewer: Viewer) -> list[TimelineEntry]:
    """Every event at its actual date, else at the planned one, in its lane."""
    return [
        TimelineEntry(
            date=event.when,
            title=str(event.title),
            lane=event.level,
            url=reverse("workshops:workshop", args=[event.slug]),
            summary=events.status_word(viewer, event),
            mark=event.mark,
        )
        for event in events.visible(viewer)
        if event.when
    ]


def exportable(viewer: Viewer) -> list[Workshop]:
    """An event whose day is not known is in no calendar: it would be made a day it never had."""
    rows = events.visible(viewer).order_by("starts_at", "opens_at", "id")
    return [event for event in rows if event.in_calendar]


def undated(viewer: Viewer) -> int:
    """How many events the calendar leaves out, to be said beside its link."""
    return sum(not event.in_calendar for event in events.visible(viewer))


def staff_tasks(viewer: Viewer) -> list[Task]:
    tasks: list[Task] = []
    if viewer.has(*PLANNERS):
        tasks += _interest_tasks(viewer) + _correction_tasks(viewer)
    if viewer.has(*WRITERS):
        tasks += _overview_tasks(viewer)
    return tasks


def _interest_tasks(viewer: Viewer) -> list[Task]:
    now = clock.now()
    return [
        Task(
            title=_("Answer %(who)s: interest in “%(event)s”")
            % {"who": interest.organisation_name, "event": interest.workshop.title},
            url=reverse("workshops:queue") + f"#{interest.receipt}",
            since=interest.received_at,
            due=interest.received_at + ANSWER_WITHIN,
            late=now > interest.received_at + ANSWER_WITHIN,
        )
        for interest in interests.queue(viewer)
    ]


def _correction_tasks(viewer: Viewer) -> list[Task]:
    open_ones = Correction.objects.filter(city_id=viewer.city.pk, state=Correction.State.OPEN)
    by_event: dict[int, list[Correction]] = {}
    for correction in open_ones.select_related("workshop"):
        by_event.setdefault(correction.workshop_id, []).append(correction)
    return [_correction_task(found) for found in by_event.values()]


def _correction_task(found: list[Correction]) -> Task:
    event = found[0].workshop
    title = ngettext(
        "%(n)d correction to “%(event)s” waits for an answer",
        "%(n)d corrections to “%(event)s” wait for an answer",
        len(found),
    ) % {"n": len(found), "event": event.title}
    url = reverse("workshops:results", args=[event.slug]) + "#corrections"
    return Task(title, url, since=found[0].filed_at, due=event.corrections_until)


def _overview_tasks(viewer: Viewer) -> list[Task]:
    today = clock.today()
    tasks = []
    for event in afterwards.unpublished(viewer):
        ended = event.concluded_at
        if ended is None:
            continue
        due = overview_due(timezone.localdate(ended))
        tasks.append(
            Task(
                title=_("Publish the overview of “%(event)s”") % {"event": event.title},
                url=reverse("workshops:overview_desk", args=[event.slug]),
                since=ended,
                due=When.day(due),
                late=is_late(due, False, today),
            )
        )
    return tasks
