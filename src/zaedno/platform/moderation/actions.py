"""The word list, tasks and senders; the steps of a hiding that are the same in every room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts, keyed_hash
from zaedno.core.verdict import ensure
from zaedno.platform.moderation import proof, rules
from zaedno.platform.moderation.models import Hiding, Sender, Spent, WordList


@action("moderation.list_words")
def list_words(ctx: Ctx, *, words: Sequence[str]) -> WordList:
    """The words that moderators want to be told of, one form of each."""
    ensure(rules.may_moderate(ctx.viewer))
    kept = sorted({word.casefold() for word in words})
    ensure(rules.can_list(kept))
    row, _new = WordList.objects.update_or_create(city_id=ctx.city.pk, defaults={"words": kept})
    ctx.record(row, words=len(kept))
    return row


def forget(now: datetime) -> None:
    """Used tasks that have run out and the counts of past days: nobody needs them any more."""
    Spent.objects.filter(at__lt=now - timedelta(seconds=2 * proof.LASTS)).delete()
    Sender.objects.filter(day__lt=timezone.localdate(now)).delete()


def spend(ctx: Ctx, token: str, solution: str) -> bool:
    """Whether a task was solved and had not been used: of fifty senders one is told yes."""
    nonce = proof.solved(ctx.viewer, token, solution)
    if not nonce:
        return False
    what = {"city_id": ctx.city.pk, "at": ctx.now}
    return Spent.objects.get_or_create(nonce=nonce, defaults=what)[1]


def sent_today(ctx: Ctx) -> int:
    """How much this browser sent today, with what it sends now; the row is held until the end."""
    day = timezone.localdate(ctx.now)
    key = keyed_hash("moderation.sender", f"{ctx.city.pk}:{ctx.actor}:{day}")
    what = {"city_id": ctx.city.pk, "key": key}
    Sender.objects.bulk_create([Sender(**what, day=day)], ignore_conflicts=True)
    row = Sender.objects.select_for_update().get(**what)
    row.count += 1
    row.save(update_fields=["count"])
    return row.count


def lay_down(ctx: Ctx, made: Hiding, *, rule: str, facts: Texts) -> None:
    """Fill in a room's hiding with the rule, the facts and who decided so, and keep it."""
    made.city_id, made.by, made.made_at = ctx.city.pk, ctx.viewer.alias(), ctx.now
    made.rule, made.facts = rule, facts
    made.save()


def object_to(ctx: Ctx, hiding: Hiding | None, *, own: bool, text: str) -> None:
    """The author objects; whoever calls holds what was hidden."""
    ensure(rules.may_appeal(own, hiding))
    if hiding is not None:
        hiding.appeal, hiding.appealed_at = text.strip(), ctx.now
        hiding.save(update_fields=["appeal", "appealed_at"])


def decide(ctx: Ctx, hiding: Hiding | None, *, own: bool, ruling: str, reason: Texts) -> None:
    """A second person decides; whoever calls holds what was hidden and shows it again."""
    ensure(rules.may_rule(ctx.viewer, hiding, ctx.viewer.alias(), own=own))
    if hiding is not None:
        hiding.ruling, hiding.ruling_reason, hiding.ruled_at = ruling, reason, ctx.now
        hiding.save(update_fields=["ruling", "ruling_reason", "ruled_at"])
