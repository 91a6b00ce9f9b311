from __future__ import annotations

from zaedno.features.sample import rules
from zaedno.features.sample.models import Leaf

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure


@action("sample.leave")
def leave(ctx: Ctx, *, words: str) -> Leaf:
    ensure(rules.may_leave(words))
    leaf = Leaf.objects.create(city_id=ctx.city.pk, words=words)
    ctx.record(leaf)
    return leaf


@action("sample.sweep")
def sweep(ctx: Ctx) -> int:
    gone, _by_table = Leaf.objects.filter(heard=True).delete()
    ctx.record(("sample.leaf", "all"), gone=gone)
    return gone


@action("sample.hear")
def hear(ctx: Ctx, *, leaf_id: str) -> None:
    Leaf.objects.filter(pk=leaf_id).update(heard=True)
    ctx.record(("sample.leaf", leaf_id))
