"""Signals to a loop that may be too busy to be woken."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


def hear(number: signal.Signals, deed: Callable[[], None]) -> None:
    """Do `deed` in the running loop at a signal, however busy the loop is.

    A loop's own signal handlers learn of a signal by a byte in its wake-up pipe; in a full pipe
    the byte is lost, and the server would go on for ever. This one needs no byte.
    """
    loop = asyncio.get_running_loop()
    signal.signal(number, lambda *_told: loop.call_soon_threadsafe(deed))
