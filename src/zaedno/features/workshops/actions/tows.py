"""Strategies from a SWOT: writing one for a pair, dropping it and taking it up again."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.pairs import Strategy
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import tows as queries
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import tows as rules


@action("workshops.write_strategy")
def write_strategy(
    ctx: Ctx, *, workshop: Workshop, inner: str, outer: str, text: Texts, mark: str = ""
) -> Strategy:
    """`inner` and `outer` are keys of `queries.tows.sides`, such as `n-17-strength`."""
    ensure(rules.may_plan(ctx.viewer, workshop.state in boards.FINAL))
    inside, outside = queries.sides(ctx.viewer, workshop)
    one = next((s for s in inside if s.key == inner), None)
    other = next((s for s in outside if s.key == outer), None)
    found = rules.quadrant(one.board, other.board) if one and other else None
    cleaned = Texts({lang: note_rules.clean(said) for lang, said in text.items()})
    ensure(rules.may_meet(found, max(cleaned.values(), key=len, default="")))
    assert one is not None
    assert other is not None
    assert found is not None
    strategy = Strategy.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        quadrant=found,
        inner_note=one.note,
        inner_group=one.group,
        outer_note=other.note,
        outer_group=other.group,
        text=cleaned,
        mark=mark,
    )
    ctx.record(strategy, quadrant=str(found))
    publish(channel(workshop.pk), "strategy", strategy.pk)
    return strategy


@action("workshops.drop_strategy")
def drop_strategy(ctx: Ctx, *, strategy: Strategy, dropped: bool = True) -> Strategy:
    """Set it aside, or take it up again; it is not deleted."""
    found = Strategy.objects.select_for_update(of=("self",), no_key=True)
    strategy = found.select_related("workshop").get(pk=strategy.pk, city_id=ctx.city.pk)
    ensure(rules.may_plan(ctx.viewer, strategy.workshop.state in boards.FINAL))
    strategy.dropped = dropped
    strategy.save(update_fields=["dropped"])
    ctx.record(strategy, dropped=dropped)
    publish(channel(strategy.workshop_id), "strategy", strategy.pk)
    return strategy
