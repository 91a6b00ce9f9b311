"""The live channel of a workshop's boards: who may hear it, and what is said on it."""

from __future__ import annotations

from typing import Any

from zaedno.core import live
from zaedno.features.workshops.models.event import Workshop


def channel(workshop_id: int) -> str:
    return f"workshops:{workshop_id}"


def permission(workshop: Workshop) -> str:
    """Whoever was shown the boards may hear that they changed; the messages hold ids only."""
    return live.token(channel(workshop.pk))


def tell(workshop_id: int, kind: str, ident: Any = "") -> None:
    live.publish(channel(workshop_id), kind, ident)
