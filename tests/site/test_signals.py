"""A signal is heard by a loop that has no room left in its wake-up pipe.

In a process of its own: here another loop may be running, and signals belong to the whole process.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest

from zaedno.site.asgi import end_streams_first
from zaedno.site.hearing import hear


async def hear_busy() -> None:
    heard = asyncio.Event()
    hear(signal.SIGTERM, heard.set)
    await signalled(heard)


async def end_busy() -> None:
    """As a worker process does it: the server's own handler follows the end of the streams."""
    heard = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, heard.set)
    ended: list[bool] = []

    class Site:
        def end(self) -> None:
            ended.append(heard.is_set())

    site: Any = Site()
    end_streams_first(site)
    await signalled(heard)
    assert ended == [False]


async def signalled(heard: asyncio.Event) -> None:
    loop: Any = asyncio.get_running_loop()
    pipe: socket.socket = loop._csock
    with suppress(BlockingIOError):
        while True:
            pipe.send(b"\0" * 4096)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(heard.wait(), 10)


@pytest.mark.parametrize("case", [hear_busy, end_busy])
def test_a_signal_is_heard_however_busy_the_loop_is(case: Any) -> None:
    done = subprocess.run(
        [sys.executable, __file__, case.__name__],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    asyncio.run({case.__name__: case for case in (hear_busy, end_busy)}[sys.argv[1]]())
