"""What making a file and reading one in have in common: for whom it is done, and how it ends."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import override

from zaedno.core.actions import Ctx, system_ctx
from zaedno.core.verdict import Refused, ensure
from zaedno.core.viewer import Nowhere, Viewer
from zaedno.platform.carrying import rules
from zaedno.platform.carrying.models import Work
from zaedno.platform.carrying.queries import files

log = logging.getLogger("zaedno.carrying")
NOBODY_LOOKS = Viewer(city=Nowhere())
End = Callable[[Ctx, Any, str], None]


def do(row: Work, askers: Sequence[str], deed: Callable[[Ctx, Viewer], Any], end: End) -> None:
    """The job, for whoever asked, with the roles they hold when it begins. It has no transaction
    of its own; what goes wrong is told."""
    ctx = system_ctx(row.city)
    with override(row.lang):
        try:
            viewer = files.asking(ctx.viewer, askers, row.lang)
            ensure(rules.may_carry_still(viewer))
            deed(ctx, viewer or ctx.viewer)
        except Refused as no:
            give_up(ctx, row=row, reason=str(no.verdict.reason), end=end)
        except Exception:
            log.exception("%s %s came to nothing", row._meta.label_lower, row.pk)
            give_up(ctx, row=row, reason=rules.broken(), end=end)


def give_up(ctx: Ctx, *, row: Work, reason: str, end: End) -> None:
    with transaction.atomic():
        held = files.at_work(ctx.viewer, type(row), row.pk, row.job, hold=True)
        if held is not None:
            held.reason = reason[:600]
            end(ctx, held, Work.State.FAILED)


def at_once(row: Work, work: Callable[[int, str], None]) -> None:
    """A small one is done while whoever asked waits for the page, by the same way."""
    if row.state == Work.State.WAITING and row.at_once:
        work(row.pk, row.job)
