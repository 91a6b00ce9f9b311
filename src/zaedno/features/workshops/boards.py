"""The live channel of a workshop's boards: who may hear that something changed."""

from __future__ import annotations

from zaedno.core import live
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop


def permission(workshop: Workshop) -> str:
    """Whoever was shown the boards may hear that they changed; the messages hold ids only."""
    return live.token(channel(workshop.pk))
