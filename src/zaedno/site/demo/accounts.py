"""The demo's role mailboxes and the passwords derived for them at every start."""

from __future__ import annotations

from zaedno.platform.people.demo_backend import demo_passwords


def passwords() -> list[tuple[str, str]]:
    return demo_passwords()
