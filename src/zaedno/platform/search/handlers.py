"""Whatever happened to a public thing, its keys follow."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.platform.search import actions
from zaedno.platform.search.queries import comes_again

ME = "zaedno.platform.search.handlers.reindex"


def reindex(ctx: Ctx, event: Event) -> None:
    if not comes_again(ctx.viewer, event, ME):
        actions.index(ctx, kind=event.subject_kind, ident=event.subject_id)
