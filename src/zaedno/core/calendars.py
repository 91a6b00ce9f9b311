"""iCalendar (RFC 5545) of what rooms offer to calendars; bytes that strict programs accept.

An event whose day is known and whose hour is not stands there as a whole day. A date that is no
more exact than a month is left out: as a day it would say what nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vDuration,
    vText,
    vUri,
)
from icalendar.prop import vDDDTypes

PRODUCT = "-//Zaedno//Calendar//BG"
REFRESH = timedelta(hours=12)


@dataclass(frozen=True)
class CalendarEntry:
    """One event. `uid` never changes; `sequence` grows with every change people must learn of.

    `starts` and `ends` are both moments, or both days (`ends` is then the last day). `status` is
    TENTATIVE, CONFIRMED or CANCELLED; `url` is a full address.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date
    changed: datetime
    url: str = ""
    summary: str = ""
    location: str = ""
    status: str = "CONFIRMED"
    sequence: int = 0
    categories: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()  # the things (kind, id), topics, districts it is of


def ics(name: str, time_zone: str, entries: Iterable[CalendarEntry], *, lang: str = "bg") -> bytes:
    """A published calendar: CRLF, lines of at most 75 octets, the zone's rules inside."""
    zone = ZoneInfo(time_zone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name), parameters={"LANGUAGE": lang})
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", time_zone)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    listed = list(entries)
    timed = [entry for entry in listed if isinstance(entry.starts, datetime)]
    if timed:
        years = {moment.year for entry in timed for moment in (entry.starts, entry.ends)}
        calendar.add_component(_zone(zone, min(years) - 1, max(years) + 1))
    for entry in listed:
        calendar.add_component(_event(entry, zone, lang))
    return calendar.to_ical()


def _zone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """The zone's changes of the clock in these years, each as it was or will be.

    Written from the zone's own data: the library's list has some changes an hour off.
    """
    component = Timezone()
    component.add("tzid", zone.key)
    start = datetime(first, 1, 1, tzinfo=UTC)
    component.add_component(_observance(zone, start, start.astimezone(zone).utcoffset()))
    day = start
    while day.year <= last:
        following = day + timedelta(days=1)
        before = day.astimezone(zone).utcoffset()
        if before != following.astimezone(zone).utcoffset():
            component.add_component(_observance(zone, _change(zone, day, following), before))
        day = following
    return component


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The minute at which the clock changes between two moments."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after.replace(second=0, microsecond=0)


def _observance(zone: ZoneInfo, moment: datetime, old: timedelta | None) -> Component:
    """From this moment on; its beginning is told on the clock that was valid until then."""
    here = moment.astimezone(zone)
    part = TimezoneDaylight() if here.dst() else TimezoneStandard()
    part.add("dtstart", (moment + (old or timedelta())).replace(tzinfo=None))
    part.add("tzoffsetfrom", old)
    part.add("tzoffsetto", here.utcoffset())
    part.add("tzname", here.tzname())
    return part


def _event(entry: CalendarEntry, zone: ZoneInfo, lang: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", vDDDTypes(entry.changed.astimezone(UTC).replace(microsecond=0)))
    event.add("last-modified", entry.changed.astimezone(UTC).replace(microsecond=0))
    if isinstance(entry.starts, datetime) and isinstance(entry.ends, datetime):
        event.add("dtstart", entry.starts.astimezone(zone).replace(microsecond=0))
        event.add("dtend", entry.ends.astimezone(zone).replace(microsecond=0))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.ends + timedelta(days=1))  # the end is the first day after it
    event.add("summary", vText(entry.title), parameters={"LANGUAGE": lang})
    event.add("status", entry.status)
    event.add("sequence", entry.sequence)
    if entry.summary:
        event.add("description", entry.summary)
    if entry.location:
        event.add("location", entry.location)
    if entry.url:
        event.add("url", vUri(entry.url))
    if entry.categories:
        event.add("categories", list(entry.categories))
    return event
