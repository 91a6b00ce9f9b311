from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core import registry
from zaedno.core.actions import Ctx, action, kind_of
from zaedno.core.verdict import deny, ensure
from zaedno.platform.links import rules
from zaedno.platform.links.models import Link
from zaedno.platform.links.private import private_path

Ref = models.Model | tuple[str, Any]


def ensure_seen(ctx: Ctx, ref: tuple[str, str]) -> None:
    """Nothing is tied to what the person at the form may not see."""
    if registry.thing(ctx.viewer, *ref) is None:
        ensure(deny(_("The page you came from is not there any more.")))


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


@action("links.unlink")
def unlink(ctx: Ctx, *, tie: Link, reason: str) -> Link:
    """End a tie that was made by mistake; it stays readable with the reason."""
    tie = Link.objects.select_for_update().get(pk=tie.pk, city_id=ctx.city.pk)
    ensure(rules.may_unlink(rules.facts_of(ctx.viewer, tie, reason)))
    tie.ended_at, tie.end_reason = ctx.now, reason.strip()
    tie.save(update_fields=["ended_at", "end_reason"])
    ctx.record((tie.target_kind, tie.target_id), source=f"{tie.source_kind}:{tie.source_id}")
    return tie


def issue_private_key(ctx: Ctx, subject: Ref) -> str:
    """The private address of a thing, for its author's eyes only; nothing is written down."""
    kind, ident = kind_of(subject)
    return private_path(ctx.city, kind, str(ident))
