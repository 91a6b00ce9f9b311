"""Signing in as a role mailbox of the demo: derived passwords, on the own machine, in demo mode."""

from __future__ import annotations

import base64
import hmac
import ipaddress
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from zaedno.platform.people.models import Person
from zaedno.platform.people.queries import person_of_address

MAILBOXES = "@demo.example"
ROLES = (
    "coordinator",
    "facilitator",
    "notetaker",
    "participant",
    "org",
    "editor",
    "moderator",
    "clerk",
    "reviewer",
    "operator",
)


def demo_password(role: str) -> str:
    """Made of the installation's secret whenever it is needed; stored nowhere."""
    digest = salted_hmac("zaedno.demo", role, algorithm="sha256").digest()
    signs = base64.b32encode(digest).decode().lower()
    return "-".join(signs[i : i + 4] for i in range(0, 16, 4))


def demo_passwords() -> list[tuple[str, str]]:
    """(mailbox, password) of every role, for the lines printed at start; empty outside the demo."""
    if not settings.DEMO:
        return []
    return [(f"{role}{MAILBOXES}", demo_password(role)) for role in ROLES]


def is_own_machine(request: HttpRequest) -> bool:
    """Asked for by a loopback name, from a loopback address: the name alone can be forged."""
    host = request.get_host().rsplit(":", 1)[0] if request.get_host()[-1:] != "]" else "::1"
    named = host in ("localhost", "127.0.0.1", "::1", "[::1]") or host.endswith(".localhost")
    try:
        return named and ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def demo_doors_open(request: HttpRequest | None) -> bool:
    return bool(settings.DEMO) and request is not None and is_own_machine(request)


class DemoBackend(ModelBackend):
    """Knows the demo's mailboxes only; their stored passwords are unusable everywhere else."""

    def authenticate(
        self, request: HttpRequest | None, username: Any = None, password: Any = None, **kwargs: Any
    ) -> Person | None:
        role = str(username or "").strip().lower().removesuffix(MAILBOXES)
        if role not in ROLES or not demo_doors_open(request):
            return None
        if not hmac.compare_digest(str(password or "").encode(), demo_password(role).encode()):
            return None
        return demo_person(role)

    def get_user(self, user_id: Any) -> Any:
        """A session begun in the demo ends with it."""
        return super().get_user(user_id) if settings.DEMO else None


def demo_person(role: str) -> Person | None:
    person = person_of_address(f"{role}{MAILBOXES}")
    return person if person is not None and person.is_active else None
