"""What runs by itself: files that were kept long enough, work whose worker is gone for good."""

from __future__ import annotations

from django.utils.translation import override

from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.platform.carrying import rules
from zaedno.platform.carrying.actions import arriving, packing, working
from zaedno.platform.carrying.models import Packing
from zaedno.platform.carrying.queries import files


def forget() -> None:
    packing.forget(clock.now())
    arriving.forget(clock.now())


def mend() -> None:
    """Whoever waits is told that nothing comes, and may ask anew."""
    for row in files.stranded(system_ctx().viewer, clock.now()):
        ctx = system_ctx(row.city)
        with override(row.lang):
            end = packing.end if isinstance(row, Packing) else arriving.end
            working.give_up(ctx, row=row, reason=rules.stopped(), end=end)
