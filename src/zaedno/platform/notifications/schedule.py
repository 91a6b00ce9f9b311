"""What runs by itself: letters whose next try has come; addresses that never answered."""

from __future__ import annotations

from datetime import timedelta

from zaedno.core import clock
from zaedno.platform.notifications.actions.follows import forget_unconfirmed
from zaedno.platform.notifications.actions.post import send_waiting


def send() -> None:
    send_waiting()


def forget() -> None:
    forget_unconfirmed(clock.now() - timedelta(days=30))
