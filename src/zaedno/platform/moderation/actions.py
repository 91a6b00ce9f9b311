"""The steps of a hiding that are the same in every room; the room's own verbs call them."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.platform.moderation import rules
from zaedno.platform.moderation.models import Hiding


def object_to(ctx: Ctx, hiding: Hiding | None, *, own: bool, text: str) -> None:
    """The author objects; whoever calls holds what was hidden."""
    ensure(rules.may_appeal(own, hiding))
    if hiding is not None:
        hiding.appeal, hiding.appealed_at = text.strip(), ctx.now
        hiding.save(update_fields=["appeal", "appealed_at"])


def decide(ctx: Ctx, hiding: Hiding | None, *, ruling: str, reason: Texts) -> None:
    """A second person decides; whoever calls holds what was hidden and shows it again."""
    ensure(rules.may_rule(ctx.viewer, hiding, ctx.viewer.alias()))
    if hiding is not None:
        hiding.ruling, hiding.ruling_reason, hiding.ruled_at = ruling, reason, ctx.now
        hiding.save(update_fields=["ruling", "ruling_reason", "ruled_at"])
