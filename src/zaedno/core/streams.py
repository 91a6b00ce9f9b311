"""Open pages listen here: Server-Sent Events, one bounded queue for each stream.

A page that cannot keep up, or comes back after its line was cut, is told "gap" and fetches again;
nothing is ever kept for it. The endpoint is plain ASGI: an open stream costs a queue, no thread
and no database connection.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from zaedno.core import live
from zaedno.core.fragments import LANGUAGES, Reader

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PREFIX = "/live/"
WAITING = 32  # messages a stream may be behind before it has a gap
MOST = 4000  # streams of one process
HEARTBEAT = 15.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


class Stream:
    """`lang` is set where the page wants the changed part of itself with each message."""

    def __init__(self, lang: str = "") -> None:
        self.lang = lang
        self.queue: asyncio.Queue[str | None] = asyncio.Queue(WAITING)

    def put(self, line: str | None) -> None:
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            self.queue.put_nowait(GAP)
            if line == GAP:
                return
        self.queue.put_nowait(line)


GAP = "event: gap\ndata: {}\n\n"


class Hub:
    """Who listens to which board in this process. `send` may be called from any thread."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.boards: dict[str, set[Stream]] = {}
        self.epoch = secrets.token_hex(3)
        self.number = 0
        self.closed = False
        self.reader = Reader()

    @property
    def streams(self) -> int:
        return sum(len(streams) for streams in self.boards.values())

    def send(self, message: str) -> None:
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._deliver, message)

    def _deliver(self, message: str) -> None:
        board = json.loads(message)["board"]
        for lang in {stream.lang for stream in self.boards.get(board, ())}:
            if lang:
                self.reader.read(message, lang, self._told(board, lang))
            else:
                self._put(board, lang, message)

    def _told(self, board: str, lang: str) -> Callable[[str | None], None]:
        def told(message: str | None) -> None:
            if not self.loop.is_closed():
                self.loop.call_soon_threadsafe(self._put, board, lang, message)

        return told

    def _put(self, board: str, lang: str, message: str | None) -> None:
        self.number += 1
        line = GAP if message is None else f"id: {self.epoch}-{self.number}\ndata: {message}\n\n"
        for stream in self.boards.get(board, ()):
            if stream.lang == lang:
                stream.put(line)

    def gap(self) -> None:
        """Something may have been missed: everybody fetches again. May be called anywhere."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._tell_all, GAP)

    def close(self) -> None:
        """End every stream; the server could not stop while one is open."""
        self.closed = True
        self.reader.stop()
        self._tell_all(None)

    def _tell_all(self, line: str | None) -> None:
        for streams in self.boards.values():
            for stream in streams:
                stream.put(line)

    def enter(self, board: str, lang: str = "") -> Stream:
        stream = Stream(lang)
        self.boards.setdefault(board, set()).add(stream)
        return stream

    def leave(self, board: str, stream: Stream) -> None:
        streams = self.boards.get(board, set())
        streams.discard(stream)
        if not streams:
            self.boards.pop(board, None)


async def endpoint(hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
    """`GET /live/<token>`: only from our own pages, only with a permission that still holds.

    With `?part=bg` each message brings what it changes on the page (`core/fragments.py`).
    """
    headers = {name.decode("latin1"): value.decode("latin1") for name, value in scope["headers"]}
    board = live.board_of(scope["path"].removeprefix(PREFIX))
    if scope["method"] != "GET":
        await refuse(send, 405)
    elif not from_here(headers):
        await refuse(send, 403)
    elif board is None:
        await refuse(send, 404)
    elif hub.closed or hub.streams >= MOST:
        await refuse(send, 503)
    else:
        asked = scope.get("query_string", b"").decode("latin1").removeprefix("part=")
        lang = asked if asked in LANGUAGES else ""
        await _stream(hub, board, headers.get("last-event-id", ""), receive, send, lang)


def from_here(headers: dict[str, str]) -> bool:
    origin = headers.get("origin")
    if origin is not None and origin.split("://", 1)[-1] != headers.get("host"):
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


async def refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == 503:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _stream(
    hub: Hub, board: str, last: str, receive: Receive, send: Send, lang: str = ""
) -> None:
    stream = hub.enter(board, lang)
    gone = asyncio.create_task(_gone(receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _say(send, f"retry: 2000\nid: {hub.epoch}-{hub.number}\nevent: hello\ndata: {{}}\n\n")
        if last and last != f"{hub.epoch}-{hub.number}":
            await _say(send, GAP)
        while (line := await _next(stream, gone)) is not None:
            await _say(send, line)
        await send({"type": "http.response.body", "body": b""})
    finally:
        gone.cancel()
        hub.leave(board, stream)


async def _next(stream: Stream, gone: asyncio.Task[None]) -> str | None:
    """The next line, a heartbeat when nothing happens, or nothing when the listener has left."""
    waiting = asyncio.create_task(stream.queue.get())
    done, _pending = await asyncio.wait(
        {waiting, gone}, timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED
    )
    if waiting in done:
        return waiting.result()
    waiting.cancel()
    return None if gone in done else ": still here\n\n"


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, line: str) -> None:
    await send({"type": "http.response.body", "body": line.encode(), "more_body": True})
