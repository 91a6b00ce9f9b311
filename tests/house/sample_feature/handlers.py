from __future__ import annotations

from zaedno.features.sample import actions

from zaedno.core.actions import Ctx
from zaedno.core.models import Event


def heard(ctx: Ctx, event: Event) -> None:
    actions.hear(ctx, leaf_id=event.subject_id)
