"""What the system does by itself with accounts."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.platform.people import actions


def forget() -> None:
    actions.forget_unconfirmed(system_ctx())
