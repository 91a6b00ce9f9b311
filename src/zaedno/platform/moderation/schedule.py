"""What the room does by itself."""

from __future__ import annotations

from zaedno.core import clock
from zaedno.platform.moderation import actions


def forget() -> None:
    actions.forget(clock.now())
