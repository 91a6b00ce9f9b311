"""Outside addresses: does one still answer, take this message. Asked outside of any deed; a deed
writes the answer down."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener


@dataclass(frozen=True)
class Answer:
    """`status` is the HTTP status, 0 when nobody answered or the address may not be asked."""

    ok: bool
    status: int


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
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, ValueError, UnicodeError):
        return False
    return all(ipaddress.ip_address(address[4][0]).is_global for address in found)


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
        with build_opener(_SameRules).open(request, timeout=timeout) as reply:
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
    parts = urlsplit(url)
    try:
        address = public_address(parts.scheme, parts.hostname or "", parts.port or 443)
        if not address:
            return Answer(False, 0)
        line = connection_to(parts.hostname or "", parts.port or 443, address, timeout)
        try:
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            line.request("POST", path or "/", body=body, headers=headers)
            status = line.getresponse().status
        finally:
            line.close()
    except (OSError, ValueError, HTTPException):
        return Answer(False, 0)
    return Answer(200 <= status < 300, status)


def public_address(scheme: str, host: str, port: int) -> str:
    """The address of a public https host; nothing for any other."""
    if scheme != "https" or not host:
        return ""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not all(ipaddress.ip_address(one).is_global for one in addresses):
        return ""
    return addresses[0]


class _Pinned(HTTPSConnection):
    """Speaks TLS with the named host at an address that was looked at before."""

    def __init__(self, host: str, port: int, address: str, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.address = address

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host)  # type: ignore[attr-defined]


def connection_to(host: str, port: int, address: str, timeout: float) -> HTTPConnection:
    return _Pinned(host, port, address, timeout)
