"""Who may work on this data: one process on SQLite, one scheduler on PostgreSQL."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, ClassVar

from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class Busy(Exception):
    """Another process works on the same data folder."""


@contextmanager
def data_folder(what: str) -> Iterator[None]:
    """Hold the data folder of an SQLite database; a second process is told where the first is.

    Two servers on one folder would quietly take each other's jobs and live messages.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = Path(settings.DATA) / "zaedno.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            held.seek(0)
            other = held.read().strip() or "another process"
            message = (
                f"Zaedno already works on the data in {path.parent}: {other}. "
                "Stop that one first, or name another folder in ZAEDNO_DATA."
            )
            raise Busy(message) from error
        _write(held, f"process {os.getpid()}, {what}")
        try:
            yield
        finally:
            _write(held, "")


def _write(held: IO[str], text: str) -> None:
    held.seek(0)
    held.truncate()
    held.write(text)
    held.flush()


def _number(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


class Advisory:
    """A name held for as long as this process lives and is connected.

    On PostgreSQL it is an advisory lock on a connection of its own; on SQLite there is only one
    process, which remembers its names.
    """

    here: ClassVar[set[str]] = set()

    def __init__(self, name: str, held: BaseDatabaseWrapper | None) -> None:
        self.name = name
        self.held = held

    @classmethod
    def take(cls, name: str) -> Advisory | None:
        """The name, or nothing when somebody else has it."""
        if connection.vendor != "postgresql":
            if name in cls.here:
                return None
            cls.here.add(name)
            return cls(name, None)
        own = connections.create_connection("default")
        own.inc_thread_sharing()
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_number(name)])
            if cursor.fetchone()[0]:
                return cls(name, own)
        own.close()
        return None

    @classmethod
    @contextmanager
    def wait(cls, name: str, stopping: threading.Event) -> Iterator[Advisory | None]:
        """Wait until the name is ours; nothing when we are asked to stop before that."""
        while (mine := cls.take(name)) is None:
            if stopping.wait(5):
                yield None
                return
        try:
            yield mine
        finally:
            mine.release()

    def still_held(self) -> bool:
        return self.held is None or self.held.is_usable()

    def release(self) -> None:
        if self.held is None:
            self.here.discard(self.name)
        else:
            # Given back before the line is cut: the server notices a cut line only a while later.
            with suppress(Exception), self.held.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_number(self.name)])
            with suppress(Exception):
                self.held.close()


def alive(name: str) -> bool:
    """Whether the worker that took a job still lives: it holds its name."""
    free = Advisory.take(name)
    if free is not None:
        free.release()
    return free is None
