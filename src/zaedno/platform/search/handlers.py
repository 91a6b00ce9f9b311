"""Whatever happened to a public thing, its keys follow."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.deliveries import together
from zaedno.core.models import Event
from zaedno.platform.search import actions
from zaedno.platform.search.queries import come_again

ME = "zaedno.platform.search.handlers.reindex"


@together
def reindex(ctx: Ctx, events: list[Event]) -> None:
    """Each thing once, as it stands now; one of which a later deed waits is seen with that."""
    refs = {(event.subject_kind, event.subject_id) for event in events}
    actions.index(ctx, refs=sorted(refs - come_again(ctx.viewer, events, ME)))
