"""A role that begins or ends elsewhere opens or closes the editor's door."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.features.pages.actions import seat
from zaedno.features.pages.rules import WRITERS


def on_appointed(ctx: Ctx, event: Event) -> None:
    _seat(ctx, event, seated=True)


def on_left(ctx: Ctx, event: Event) -> None:
    _seat(ctx, event, seated=False)


def _seat(ctx: Ctx, event: Event, *, seated: bool) -> None:
    role = event.facts.get("role", "")
    if role in WRITERS:
        seat(ctx, person_id=int(event.subject_id), role=role, seated=seated)
