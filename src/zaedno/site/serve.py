"""The embedded server: pages, live streams and background work in one process."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server import Server as Workers
from granian.server.embed import Server

from zaedno.core.streams import MOST
from zaedno.site.asgi import Site
from zaedno.site.hearing import hear
from zaedno.site.jobs import Beside

# Open streams count as requests being answered; at its own 128 the server would take no more.
WAITING = 1024
AT_ONCE = MOST + 256
LAST_RESORT = 20.0  # seconds after which a server that cannot stop is ended


def serve(host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called when the port answers."""
    asyncio.run(_serve(host, port, ready))


async def _serve(host: str, port: int, ready: Callable[[], None]) -> None:
    beside = Beside()
    site = Site(lambda: beside.healthy)
    beside.on_message = site.hub.send
    server = Server(
        site.app,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        backlog=WAITING,
        backpressure=AT_ONCE,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=30_000),
        websockets=False,
        log_enabled=False,
    )
    stop = Stop(site, server)
    for number in (signal.SIGINT, signal.SIGTERM):
        hear(number, stop.asked)
    await asyncio.to_thread(beside.start)
    announcing = asyncio.create_task(_announce(host, port, ready))
    try:
        await server.serve()
    finally:
        announcing.cancel()
        stop.last_resort()
        await asyncio.to_thread(beside.stop)


async def _announce(host: str, port: int, ready: Callable[[], None]) -> None:
    """Wait until the port answers, then say so."""
    while True:
        try:
            _reader, writer = await asyncio.open_connection(host, port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            ready()
            return


class Stop:
    """Ends the streams first: the server would wait for an open one for ever."""

    def __init__(self, site: Site, server: Server) -> None:
        self.site = site
        self.server = server
        self.begun = False
        self.task: asyncio.Task[None] | None = None

    def asked(self) -> None:
        if self.begun:
            os._exit(130)  # asked twice: at once
        self.begun = True
        self.last_resort()
        self.task = asyncio.create_task(self.end())

    async def end(self) -> None:
        self.site.end()
        await asyncio.sleep(0.2)
        self.server.stop()

    def last_resort(self) -> None:
        timer = threading.Timer(LAST_RESORT, os._exit, [1])
        timer.daemon = True
        timer.start()


def serve_workers(host: str, port: int, workers: int) -> None:
    """Production: several processes on PostgreSQL; one that dies is replaced."""
    Workers(
        "zaedno.site.production:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        backlog=WAITING,
        backpressure=AT_ONCE,
        http=HTTPModes.auto,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=int(LAST_RESORT),
        log_access=False,
    ).serve()
