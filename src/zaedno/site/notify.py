"""Live messages between processes: PostgreSQL's LISTEN and NOTIFY, ids only."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.db import connection, connections

from zaedno.core.streams import Hub

log = logging.getLogger("zaedno.live")
CHANNEL = "zaedno_live"


def notify(message: str) -> None:
    """Tell all processes. Runs after the commit, on the connection that made it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, message])


class Notifications:
    """One listening connection for each process; after a cut line every page has a gap."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.listen, name="notifications", daemon=True)

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self.thread.join(1.5)

    def listen(self) -> None:
        again = False
        while not self.stopping.is_set():
            own = connections.create_connection("default")
            try:
                with own.cursor() as cursor:
                    cursor.execute(f"LISTEN {CHANNEL}")
                if again:
                    self.hub.gap()
                self.hear(own.connection)
            except Exception:
                log.exception("the line for live messages was cut; calling again")
                self.stopping.wait(1)
            finally:
                own.close()
            again = True

    def hear(self, line: Any) -> None:
        while not self.stopping.is_set():
            for heard in line.notifies(timeout=0.5):
                self.hub.send(heard.payload)
