"""Count a large form anew: called by the schedule, no deed of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zaedno.core.actions import Ctx
from zaedno.platform.forms.models import Form, Question, Tally
from zaedno.platform.forms.queries import rows, tallies


def tally(ctx: Ctx, *, form: Form, pairs: Sequence[tuple[Question, Question]]) -> Tally:
    """What is counted is read before; a reply that comes meanwhile is counted the next time."""
    questions = list(rows.outline(ctx.viewer, form).questions())
    total = rows.replies(ctx.viewer, form).count()
    found = tallies.fresh(ctx.viewer, form, questions, pairs)
    told: dict[str, Any] = {
        "questions": {str(pk): data for pk, data in found.data.items()},
        "tables": {f"{one}:{group}": table for (one, group), table in found.tables.items()},
    }
    made, _new = Tally.objects.update_or_create(
        form=form, defaults={"replies": total, "data": told, "counted_at": ctx.now}
    )
    return made
