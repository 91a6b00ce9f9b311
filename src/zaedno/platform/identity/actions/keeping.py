"""Keep a form until it is known who sent it."""

from __future__ import annotations

from datetime import timedelta

from zaedno.core.actions import Ctx, action
from zaedno.platform.identity import rules
from zaedno.platform.identity.models import Code, Kept, SpentMark


@action("identity.keep", secret=True)
def keep(ctx: Ctx, *, path: str, body: str, instead_of: Kept | None = None) -> Kept:
    """Lay a form aside, sealed; one for each browser. It is nobody's deed yet: no event."""
    if instead_of is not None:
        instead_of.delete()
    return Kept.objects.create(city_id=ctx.city.pk, path=path, body=body, made_at=ctx.now)


@action("identity.drop", secret=True)
def drop(ctx: Ctx, *, kept: Kept) -> None:
    """Done or given up: nothing of it stays."""
    kept.delete()


@action("identity.clear")
def clear(ctx: Ctx) -> int:
    """What nobody came back for, codes that open nothing any more, marks after their day."""
    old = Kept.objects.filter(made_at__lt=ctx.now - timedelta(days=rules.KEPT_DAYS))
    forms, _what = old.delete()
    codes, _what = Code.objects.filter(until__lt=ctx.now - timedelta(days=1)).delete()
    marks, _what = SpentMark.objects.filter(until__lte=ctx.now).delete()
    if forms or codes or marks:
        ctx.record(("identity.kept", ""), forms=forms, codes=codes, marks=marks)
    return forms + codes + marks
