"""Request bodies are read whole before a thread is taken.

Unfinished uploads would otherwise hold every thread, and a chunked body would reach Django empty.
Too large is 413, too slow is 408, both in the language of the address.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from zaedno.core import permits
from zaedno.core.streams import Receive, Scope, Send

App = Callable[[Scope, Receive, Send], Awaitable[None]]
IN_MEMORY = 256 * 1024
PIECE = 64 * 1024
PATIENCE = 2.0  # seconds that a body which is too large is still listened to, so that the answer
# reaches a browser that speaks before it listens


class TooLarge(Exception):
    pass


@dataclass
class Limits:
    form: int
    upload: int
    seconds: float
    large: int = 0
    large_seconds: float = 0

    @classmethod
    def of_settings(cls) -> Limits:
        return cls(
            settings.ZAEDNO_FORM_LIMIT,
            settings.ZAEDNO_UPLOAD_LIMIT,
            settings.ZAEDNO_BODY_SECONDS,
            settings.ZAEDNO_LARGE_LIMIT,
            settings.ZAEDNO_LARGE_SECONDS,
        )

    def of(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[int, float]:
        """Bytes and seconds. More of both for whoever was given a permit for this address."""
        kind = headers.get(b"content-type", b"")
        if kind.startswith(b"multipart/form-data"):
            query = scope.get("query_string", b"").decode("latin1")
            if query and permits.allows(scope["path"], query):
                return self.large, self.large_seconds
            return self.upload, self.seconds
        # A percent-encoded form spends three bytes on each byte of a Bulgarian letter.
        much = 3 if kind.startswith(b"application/x-www-form-urlencoded") else 1
        return much * self.form, self.seconds


def limited(app: App, limits: Limits) -> App:
    """The application behind a door that only whole, measured bodies pass."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        if b"transfer-encoding" not in headers and not int_of(headers.get(b"content-length")):
            await app(scope, receive, send)
            return
        most, seconds = limits.of(scope, headers)
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                async with asyncio.timeout(seconds):
                    size = await _read(receive, body, headers, most)
            except TooLarge:
                await _drain(receive)
                await _say(send, scope, 413, max(most, limits.upload))
            except TimeoutError:
                await _say(send, scope, 408)
            except ConnectionError:
                return
            else:
                body.seek(0)
                await app(_measured(scope, size), _replay(body), send)

    return guarded


def int_of(value: bytes | None) -> int:
    """A Content-Length; one that is no number counts as a body of unknown size."""
    try:
        return int(value or b"0")
    except ValueError:
        return -1


async def _read(receive: Receive, body: IO[bytes], headers: dict[bytes, bytes], most: int) -> int:
    if int_of(headers.get(b"content-length")) > most:
        raise TooLarge
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionError
        piece = message.get("body", b"")
        size += len(piece)
        if size > most:
            raise TooLarge
        body.write(piece)
        if not message.get("more_body"):
            return size


async def _drain(receive: Receive) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            while (message := await receive())["type"] == "http.request":
                if not message.get("more_body"):
                    return
    except TimeoutError:
        return


def _measured(scope: Scope, size: int) -> Scope:
    kept = [
        pair
        for pair in scope["headers"]
        if pair[0] not in (b"content-length", b"transfer-encoding")
    ]
    return {**scope, "headers": [*kept, (b"content-length", str(size).encode())]}


def _replay(body: IO[bytes]) -> Receive:
    async def receive() -> dict[str, Any]:
        piece = body.read(PIECE)
        return {"type": "http.request", "body": piece, "more_body": len(piece) == PIECE}

    return receive


async def _say(send: Send, scope: Scope, status: int, most: int = 0) -> None:
    page = sentence_page(scope["path"], status, most).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(page)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page})


def sentence_page(path: str, status: int, most: int = 0) -> str:
    """A small page that says what happened and what to do, without asking the database."""
    lang = path.split("/", 2)[1] if path.count("/") > 1 else ""
    if lang not in dict(settings.LANGUAGES):
        lang = settings.LANGUAGE_CODE
    with translation.override(lang):
        if status == 413:
            title = _("What you sent is too large")
            size = (most or settings.ZAEDNO_UPLOAD_LIMIT) // 1_000_000
            told = _("A file may have up to %(size)d MB, a text up to 30,000 characters.")
            told %= {"size": size}
        else:
            title = _("It took too long to arrive")
            told = _("Nothing was saved. Please send it again when the connection is better.")
        context = {"lang": lang, "title": title, "told": told}
        return render_to_string("zaedno_site/plain.html", context)
