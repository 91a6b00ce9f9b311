"""What runs by itself: sealing, and the listeners whose next try has come."""

from __future__ import annotations

from zaedno.core.deliveries import drain
from zaedno.platform.journal.actions import seal_waiting


def seal() -> None:
    seal_waiting()


def deliver() -> None:
    drain()
