"""A signal is heard by a loop that has no room left in its wake-up pipe."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from zaedno.site.serve import hear

NUMBER = signal.SIGUSR1


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = signal.getsignal(NUMBER)
    yield
    signal.signal(NUMBER, before)


def test_a_signal_is_heard_however_busy_the_loop_is() -> None:
    async def busy() -> bool:
        heard = asyncio.Event()
        hear(NUMBER, heard.set)
        loop: Any = asyncio.get_running_loop()
        pipe: socket.socket = loop._csock
        with suppress(BlockingIOError):
            while True:
                pipe.send(b"\0" * 4096)
        os.kill(os.getpid(), NUMBER)
        await asyncio.wait_for(heard.wait(), 10)
        return heard.is_set()

    assert asyncio.run(busy())
