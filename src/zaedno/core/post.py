"""How a room writes a letter without knowing the post office, which lives on a higher floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from zaedno.core import registry

if TYPE_CHECKING:
    from zaedno.core.actions import Ctx


def write_letter(ctx: Ctx, *, to: str, lang: str, kind: str, subject: str, body: str) -> Any:
    """Lay a letter down in the deed's own transaction; the worker sends it after the commit.

    `kind` is a machine word (`people.confirm`); subject and body are already in `lang`.
    """
    if not to:  # somebody known at the counter alone: there is nowhere to write
        return None
    write = registry.function(settings.ZAEDNO_POST)
    return write(ctx, to=to, lang=lang, kind=kind, subject=subject, body=body)
