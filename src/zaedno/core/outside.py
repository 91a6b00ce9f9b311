"""Does an outside address still answer? Asked outside of any deed; a deed writes the answer."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
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
