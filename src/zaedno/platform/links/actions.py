from __future__ import annotations

from typing import Any

from django.db import models

from zaedno.core.actions import Ctx, action, kind_of
from zaedno.platform.links.models import Link

Ref = models.Model | tuple[str, Any]


@action("links.link")
def link(ctx: Ctx, *, source: Ref, target: Ref, relation: str, reason: str = "") -> Link:
    """Tie a later thing to the earlier one it came from; the same tie twice is one."""
    source_kind, source_id = kind_of(source)
    target_kind, target_id = kind_of(target)
    tie, made = Link.objects.get_or_create(
        city_id=ctx.city.pk,
        source_kind=source_kind,
        source_id=str(source_id),
        target_kind=target_kind,
        target_id=str(target_id),
        relation=relation,
        ended_at=None,
        defaults={"reason": reason, "made_at": ctx.now},
    )
    if made:
        ctx.record((target_kind, target_id), source=f"{source_kind}:{source_id}", relation=relation)
    return tie
