"""What runs by itself: newsletters whose moment has come, addresses that never answered."""

from __future__ import annotations

from datetime import timedelta

from zaedno.core import clock, jobs
from zaedno.core.viewer import Viewer
from zaedno.features.newsletters import queries
from zaedno.features.newsletters.actions.sending import send_due
from zaedno.features.newsletters.actions.subscribing import forget_unconfirmed
from zaedno.features.newsletters.jobs import send_job
from zaedno.platform.cities.queries import live_cities
from zaedno.platform.notifications import mailing


def begin() -> None:
    if any(queries.due(Viewer(city=city), clock.now()) for city in live_cities()):
        jobs.enqueue_once(send_job)


def send() -> int:
    return mailing.if_open(lambda: sum(send_due(city) for city in live_cities()), "newsletters")


def forget() -> None:
    forget_unconfirmed(clock.now() - timedelta(days=7))
