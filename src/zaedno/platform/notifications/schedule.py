"""What runs by itself: letters whose next try has come, digests, what is to be forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zaedno.core import clock, jobs
from zaedno.platform.cities.queries import live_cities
from zaedno.platform.notifications import mailing, rules
from zaedno.platform.notifications.actions import devices, passes
from zaedno.platform.notifications.actions.follows import forget_unconfirmed
from zaedno.platform.notifications.actions.news import forget_old
from zaedno.platform.notifications.actions.post import send_waiting
from zaedno.platform.notifications.jobs import digest_job, push_job


def send() -> None:
    send_waiting()


def push() -> None:
    if devices.waiting(clock.now()):
        jobs.enqueue_once(push_job)


def forget() -> None:
    forget_unconfirmed(clock.now() - timedelta(days=30))
    forget_old(clock.now() - timedelta(days=183))


def begin_digests() -> None:
    """In the morning of each city; a round that stopped is taken up again."""
    for city in live_cities():
        here = clock.now().astimezone(ZoneInfo(city.time_zone))
        for rhythm, day in due(here):
            if not passes.begun(city, rhythm, day):
                passes.begin(city, rhythm, day)
        if passes.waiting(city):
            jobs.enqueue_once(digest_job)


def due(here: datetime) -> list[tuple[str, date]]:
    """The daily round of today, and the weekly one of this week's Monday, once it is morning."""
    if here.hour < rules.MORNING:
        return []
    monday = here.date() - timedelta(days=here.weekday())
    return [("daily", here.date()), ("weekly", monday)]


def digest() -> int:
    return mailing.if_open(
        lambda: sum(passes.run_waiting(city) for city in live_cities()), "the digests"
    )
