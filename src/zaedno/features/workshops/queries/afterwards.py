"""The overview article, and what is due after a meeting."""

from __future__ import annotations

from datetime import datetime, time

from django.http import Http404
from django.utils import timezone

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.afterwards import Overview
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.rules.afterwards import (
    OUTCOME_AFTER,
    REMIND_BEFORE,
    THANK_AFTER,
    OverviewFacts,
)
from zaedno.features.workshops.rules.roles import WRITERS

MORNING = time(9, 0)


def overview(viewer: Viewer, event: Workshop) -> Overview | None:
    """Published for everybody; the draft for those who write."""
    found = Overview.objects.filter(city_id=viewer.city.pk, workshop=event).first()
    if found is None or (found.published_at is None and not viewer.has(*WRITERS)):
        return None
    return found


def one_overview(viewer: Viewer, event: Workshop) -> Overview:
    found = overview(viewer, event)
    if found is None:
        raise Http404
    return found


def overview_facts(viewer: Viewer, event: Workshop, found: Overview | None) -> OverviewFacts:
    return OverviewFacts(
        event_state=event.state,
        drafted=found is not None,
        published=found is not None and found.published_at is not None,
        languages=tuple(viewer.city.languages),
    )


def begins(viewer: Viewer, event: Workshop) -> datetime | None:
    """When an event begins as far as it is known: its hour, else nine on its day."""
    if event.is_open_board or event.starts_at:
        return event.opens_at if event.is_open_board else event.starts_at
    if event.planned is None or event.planned.precision != "day":
        return None
    return timezone.make_aware(datetime.combine(event.planned.first, MORNING))


def due_for_reminder(viewer: Viewer, now: datetime) -> list[Workshop]:
    coming = Workshop.objects.filter(
        city_id=viewer.city.pk, state=Workshop.State.PLANNED, reminded_at__isnull=True
    )
    found = [(event, begins(viewer, event)) for event in coming]
    return [event for event, at in found if at and now < at <= now + REMIND_BEFORE]


def due_for_thanks(viewer: Viewer, now: datetime) -> list[Workshop]:
    """Over since yesterday; an event that was loaded from a file is long over and stays silent."""
    ended = (now - 4 * THANK_AFTER, now - THANK_AFTER)
    rows = Workshop.objects.filter(
        city_id=viewer.city.pk, thanked_at__isnull=True, concluded_at__range=ended
    )
    return list(rows.exclude(kind=Workshop.Kind.OPEN_BOARD))


def due_for_outcome(viewer: Viewer, now: datetime) -> list[Workshop]:
    published = (now - 3 * OUTCOME_AFTER, now - OUTCOME_AFTER)
    rows = Workshop.objects.filter(city_id=viewer.city.pk, outcome_told_at__isnull=True)
    return list(rows.filter(published_at__range=published))


def unpublished(viewer: Viewer) -> list[Workshop]:
    """Events whose result stands and whose overview is not published yet."""
    events = Workshop.objects.filter(
        city_id=viewer.city.pk, state__in=("results_draft", "validated", "published")
    ).exclude(kind=Workshop.Kind.OPEN_BOARD)
    return list(events.exclude(overview__published_at__isnull=False).select_related("overview"))
