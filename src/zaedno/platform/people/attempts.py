"""How wrong passwords are counted: by a keyed hash of the address; networks are shortened."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.http import HttpRequest, HttpResponse

from zaedno.platform.people.models import address_hash


def who(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that was tried, as its keyed hash; a sign-in passes the person's own hash."""
    tried = (credentials or {}).get("username") or ""
    return tried if len(tried) == 64 and "@" not in tried else address_hash(tried)


def where(request: HttpRequest) -> str:
    """The network, not the machine: the last byte of IPv4, all but 48 bits of IPv6 are dropped."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - a place holder in the table, nothing listens here
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False).network_address)


def say_nothing(*args: Any, **kwargs: Any) -> str:
    """What the library may write into the log about who tried: nothing."""
    return "(not logged)"


def our_own_page(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The sign-in page already says that it is locked and what still works."""
    return response
