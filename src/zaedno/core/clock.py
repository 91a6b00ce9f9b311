"""One clock for everybody. Tests and the demo loader turn it with `at`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone
from django.utils.dateparse import parse_datetime

_fixed: ContextVar[datetime | None] = ContextVar("zaedno_clock", default=None)


def now() -> datetime:
    """The hour on the wall, for showing and comparing. A deed uses `ctx.now`."""
    return _fixed.get() or timezone.now()


def today() -> date:
    """The day in the time zone that is active (the city's, inside a request)."""
    return timezone.localdate(now())


def local(moment: datetime) -> datetime:
    """The moment as the reader's clock shows it; one without a zone is meant so already."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day(moment: datetime) -> date:
    """The day a moment falls on where the reader is; in UTC it may be the day before."""
    return local(moment).date()


def last_day(end: datetime) -> date:
    """The last day before an end: a midnight ends the day before it."""
    return day(end - timedelta(microseconds=1))


def deed_time() -> datetime:
    """When a deed counts as done: the database's clock, so that all machines agree."""
    fixed = _fixed.get()
    if fixed is not None:
        return fixed
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
    return timezone.now()


@contextmanager
def at(when: str | datetime | date) -> Iterator[datetime]:
    """Stop the clock: `with at("2027-03-12 18:00"): ...` in the active time zone."""
    if isinstance(when, str):
        moment = parse_datetime(when if len(when) > 10 else f"{when} 12:00")
        if moment is None:
            raise ValueError(f"not a moment: {when!r}")
    elif isinstance(when, datetime):
        moment = when
    else:
        moment = datetime(when.year, when.month, when.day, 12, 0)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    token = _fixed.set(moment)
    try:
        yield moment
    finally:
        _fixed.reset(token)
