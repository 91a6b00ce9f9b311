"""The one application of a server process: health, live streams, measured bodies, Django.

Django runs in a pool of threads: its own ASGI handler costs twice as much for each page and a
thread with a database connection for each open stream.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from django.db import connection

from zaedno.core import live
from zaedno.core.streams import PREFIX, Hub, Receive, Scope, Send, endpoint
from zaedno.site import health
from zaedno.site.bodies import App, Limits, limited
from zaedno.site.hearing import hear
from zaedno.site.notify import Notifications, notify

THREADS = 16


def application(hub: Hub, healthy: Callable[[], bool] = lambda: True) -> App:
    pages = limited(in_threads(), Limits.of_settings())

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        path = scope["path"]
        if path in health.PATHS:
            await health.answer(path, healthy, send)
        elif path.startswith(PREFIX):
            await endpoint(hub, scope, receive, send)
        else:
            await pages(scope, receive, send)

    return app


def in_threads() -> App:
    django: Any = get_wsgi_application()
    pool: Any = WSGIMiddleware(django, workers=THREADS)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def coroutine() -> Any:  # a2wsgi wants a coroutine, the server gives a future
            return await receive()

        await pool(scope, coroutine, send)

    return app


class Site:
    """What a server process holds while its event loop runs."""

    def __init__(self, healthy: Callable[[], bool] = lambda: True) -> None:
        self.hub = Hub()
        self.app = application(self.hub, healthy)
        self.notifications: Notifications | None = None
        if connection.vendor == "postgresql":
            self.notifications = Notifications(self.hub)
            self.notifications.start()
        live.set_transport(notify if self.notifications else self.hub.send)

    def end(self) -> None:
        live.set_transport(None)
        self.hub.close()
        if self.notifications is not None:
            self.notifications.stop()


class Production:
    """The application that granian's worker processes serve: lives as long as their loop."""

    def __init__(self) -> None:
        self.site: Site | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await receive()
            self.site = Site()
            end_streams_first(self.site)
            await send({"type": "lifespan.startup.complete"})
            await receive()
            self.site.end()
            await asyncio.sleep(0.2)
            await send({"type": "lifespan.shutdown.complete"})
        elif self.site is not None:
            await self.site.app(scope, receive, send)


def end_streams_first(site: Site) -> None:
    """The server waits for open answers before it ends; a stream is open until we end it."""
    loop: Any = asyncio.get_running_loop()
    servers_own = loop._signal_handlers.get(signal.SIGTERM)  # asyncio has no other way to ask

    def asked() -> None:
        site.end()
        if servers_own is not None:
            loop.call_later(0.2, servers_own._run)

    loop.remove_signal_handler(signal.SIGTERM)
    hear(signal.SIGTERM, asked)
