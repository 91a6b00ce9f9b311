"""What this room does when something happened elsewhere."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.platform.identity.actions import policy


def on_erased(ctx: Ctx, event: Event) -> None:
    policy.forget(ctx, person_id=int(event.subject_id))
