"""Count anew and keep: called by the schedule, no deed of anybody."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.features.statistics.models import Statistic
from zaedno.features.statistics.queries import counting
from zaedno.platform.processes.models import Process


def count(ctx: Ctx, *, process: Process | None, upto: int) -> Statistic:
    """`upto` was read before: a deed that comes meanwhile is counted the next time."""
    what = {"city_id": ctx.city.pk, "process": process}
    made, _new = Statistic.objects.update_or_create(
        **what,
        defaults={
            "data": counting.counted(ctx.viewer, process),
            "upto": upto,
            "counted_at": ctx.now,
        },
    )
    return made
