"""Outside addresses: does one still answer, take this message. Asked outside of any deed; a deed
writes the answer down."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
)


@dataclass(frozen=True)
class Answer:
    """`status` is the HTTP status, 0 when nobody answered or the address may not be asked."""

    ok: bool
    status: int


class _Open(HTTPConnection):
    """Asks the address that was found public, and no other that the name may lead to a moment
    later."""

    def connect(self) -> None:
        self.sock = _open_line(self.host, self.port, self.timeout)


class _OpenTLS(HTTPSConnection):
    def connect(self) -> None:
        self.sock = self._context.wrap_socket(self.line(), server_hostname=self.host)  # type: ignore[attr-defined]

    def line(self) -> socket.socket:
        return _open_line(self.host, self.port, self.timeout)


def _open_line(host: str, port: int, timeout: float | None) -> socket.socket:
    address = _public_of(host, port)
    if not address:
        raise OSError("not an address of the open internet")
    return socket.create_connection((address, port), timeout)


class _Plain(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Open, req)


class _Secure(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_OpenTLS, req)


class _SameRules(HTTPRedirectHandler):
    """A redirect is followed only to another public address."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not is_public(newurl):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_public(url: str) -> bool:
    """Only http(s) to the open internet: our own network is not to be explored through links."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    try:
        return bool(_public_of(parts.hostname, parts.port or 443))
    except (OSError, ValueError):
        return False


def ask(url: str, *, timeout: float = 10) -> Answer:
    """A HEAD request, and GET where HEAD is not served."""
    if not is_public(url):
        return Answer(False, 0)
    answer = _ask(url, "HEAD", timeout)
    if answer.status in (400, 403, 405, 501):
        answer = _ask(url, "GET", timeout)
    return answer


def _ask(url: str, method: str, timeout: float) -> Answer:
    request = Request(url, method=method, headers={"User-Agent": "Zaedno link check"})  # noqa: S310 - is_public
    try:
        with build_opener(_SameRules, _Plain, _Secure).open(request, timeout=timeout) as reply:
            return Answer(True, reply.status)
    except HTTPError as error:
        return Answer(False, error.code)
    except (OSError, ValueError):
        return Answer(False, 0)


def post(url: str, body: bytes, headers: dict[str, str], *, timeout: float = 5) -> Answer:
    """One POST over https to the open internet; a redirect is not followed, the answer not read.

    The name is looked up once and the address that was found public is the one that is asked: a
    name that changes its mind in between leads nowhere else.
    """
    try:
        with _reply(url, body, headers, timeout) as reply:
            if reply is None:
                return Answer(False, 0)
            status = reply.status
    except (OSError, ValueError, HTTPException):
        return Answer(False, 0)
    return Answer(200 <= status < 300, status)


def public_address(scheme: str, host: str, port: int) -> str:
    """The address of a public https host; nothing for any other."""
    return _public_of(host, port) if scheme == "https" and host else ""


def _public_of(host: str, port: int) -> str:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(ipaddress.ip_address(one).is_global for one in addresses):
        return ""
    return addresses[0]


class _Pinned(_OpenTLS):
    """Speaks TLS with the named host at an address that was looked at before."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address

    def line(self) -> socket.socket:
        return socket.create_connection((self.address, self.port), self.timeout)


def connection_to(host: str, port: int, address: str, timeout: float) -> HTTPConnection:
    return _Pinned(host, port, address, timeout)


@dataclass(frozen=True)
class Fetched:
    """`status` is 0 when nothing was read; then `why` is "private", "silent" or "large"."""

    status: int
    body: bytes = b""
    why: str = ""


def fetch(
    url: str,
    *,
    body: bytes | None = None,
    headers: dict[str, str] | None = None,
    most: int = 256 * 1024,
    timeout: float = 5,
    loopback: bool = False,
) -> Fetched:
    """Read a small document from the open internet over https; POST it where there is a body.

    Neither a redirect nor a name that changes its mind leads elsewhere, and a sender that dribbles
    is given up after twice the timeout. `loopback` lets plain http reach this machine alone.
    """
    until = monotonic() + 2 * timeout
    try:
        with _reply(url, body, headers or {}, timeout, loopback=loopback) as reply:
            if reply is None:
                return Fetched(0, why="private")
            found = _read(reply, most, until)
    except (OSError, ValueError, HTTPException):
        return Fetched(0, why="silent")
    return Fetched(reply.status, found) if found is not None else Fetched(0, why="large")


@contextmanager
def _reply(
    url: str, body: bytes | None, headers: dict[str, str], timeout: float, *, loopback: bool = False
) -> Iterator[HTTPResponse | None]:
    """The answer, while its line is open; nothing where the address may not be asked."""
    line = _line_to(url, timeout, loopback)
    if line is None:
        yield None
        return
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        line.request("POST" if body is not None else "GET", path, body, headers)
        yield line.getresponse()
    finally:
        line.close()


def _line_to(url: str, timeout: float, loopback: bool) -> HTTPConnection | None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if loopback and parts.scheme == "http" and host in ("localhost", "127.0.0.1"):
        return HTTPConnection("127.0.0.1", parts.port or 80, timeout=timeout)
    port = parts.port or 443
    address = public_address(parts.scheme, host, port)
    return connection_to(host, port, address, timeout) if address else None


def _read(reply: HTTPResponse, most: int, until: float) -> bytes | None:
    """The whole answer, or nothing when it is larger than it may be."""
    read = b""
    while chunk := reply.read1(most + 1):
        read += chunk
        if len(read) > most:
            return None
        if monotonic() > until:
            raise TimeoutError
    return read
