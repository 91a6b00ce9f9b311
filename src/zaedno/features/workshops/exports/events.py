"""Events for calendars and feed readers."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zaedno.core.calendars import CalendarEntry, ics
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events, offers
from zaedno.platform.cities.addresses import absolute, host_of

NEWEST = 30


def entries(viewer: Viewer) -> list[CalendarEntry]:
    """For the city's calendar: the events whose day is known."""
    return [entry(viewer, event) for event in offers.exportable(viewer)]


def entry(viewer: Viewer, event: Workshop) -> CalendarEntry:
    starts, ends = _span(event)
    url = absolute(viewer.city, reverse("workshops:workshop", args=[event.slug]))
    return CalendarEntry(
        uid=f"workshop-{event.pk}@{host_of(viewer.city)}",
        title=str(event.title),
        starts=starts,
        ends=ends,
        changed=event.changed_at,
        url=url,
        summary="\n".join(filter(None, [str(event.question), str(event.audience), url])),
        location=str(event.venue) or str(event.get_format_display()),
        status="CANCELLED" if event.state == Workshop.State.CANCELLED else "CONFIRMED",
        sequence=event.sequence,
        categories=(str(event.get_kind_display()),),
        about=_about(event),
    )


def _about(event: Workshop) -> tuple[tuple[str, str], ...]:
    """Itself and the process it is part of, so that both calendars have it."""
    own = ("workshops.workshop", str(event.pk))
    return (own, ("processes.process", str(event.process_id))) if event.process_id else (own,)


def _span(event: Workshop) -> tuple[datetime | date, datetime | date]:
    """The hours, or the whole day where only that is known."""
    starts = event.opens_at if event.is_open_board else event.starts_at
    if starts is not None and event.ends_at is not None:
        return starts, event.ends_at
    assert event.when is not None
    return event.when.first, event.when.last


def calendar(viewer: Viewer, found: list[CalendarEntry], *, name: str = "") -> bytes:
    said = name or _("Events: %(city)s") % {"city": viewer.city}
    zone = getattr(viewer.city, "time_zone", "Europe/Sofia")
    return ics(said, zone, found, lang=viewer.lang)


def feed(viewer: Viewer) -> str:
    """The newest events as Atom; an entry changes its date only when the event changed."""
    here = absolute(viewer.city, reverse("workshops:list"))
    atom = Atom1Feed(
        title=_("Events: %(city)s") % {"city": viewer.city},
        link=here,
        description="",
        language=viewer.lang,
        feed_url=absolute(viewer.city, reverse("workshops:feed")),
    )
    for event in events.visible(viewer).order_by("-changed_at", "-id")[:NEWEST]:
        url = absolute(viewer.city, reverse("workshops:workshop", args=[event.slug]))
        when = event.when.show() if event.when else ""
        atom.add_item(
            title=str(event.title),
            link=url,
            description=" · ".join(filter(None, [when, events.status_word(viewer, event)])),
            unique_id=f"tag:{host_of(viewer.city)},2021:workshop:{event.pk}",
            pubdate=event.created_at,
            updateddate=event.changed_at,
        )
    return atom.writeString("utf-8")
