"""What may be done with engagement models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.partnerships import queries, rules
from zaedno.features.partnerships.models import EngagementModel
from zaedno.platform.cities.models import Theme
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.links.models import Link
from zaedno.platform.people.models import StakeholderKind

SIDES = ("partner_gives", "partner_gains", "city_gives", "city_gains")
CARE = ("conditions", "first_step", "risk", "safeguard")


@action("partnerships.describe")
def describe(
    ctx: Ctx,
    *,
    title: Texts,
    influence: str,
    effort: int,
    theme: Theme | None = None,
    also_for: Iterable[Theme] = (),
    kinds: Iterable[StakeholderKind] = (),
    source: tuple[str, str] | None = None,
    mark: str = "",
    **said: Texts,
) -> EngagementModel:
    """Describe a way of working together; the eight texts may still have gaps in a draft."""
    ensure(rules.may_describe(ctx.viewer))
    row = EngagementModel(
        city_id=ctx.city.pk,
        title=title,
        influence=influence,
        effort=effort,
        theme=theme,
        mark=mark,
        described_at=ctx.now,
    )
    _write(row, said)
    row.save()
    row.also_for.set(also_for)
    row.kinds.set(kinds)
    ctx.record(row, influence=influence)
    if source:
        ensure_seen(ctx, source)
        link(ctx, source=source, target=row, relation=Link.Relation.GREW_OUT_OF)
    return row


def _write(row: EngagementModel, said: dict[str, Any]) -> None:
    for name in (*SIDES, *CARE):
        setattr(row, name, said.get(name) or Texts())


@action("partnerships.revise")
def revise(
    ctx: Ctx,
    *,
    model: EngagementModel,
    title: Texts,
    influence: str,
    effort: int,
    theme: Theme | None = None,
    also_for: Iterable[Theme] = (),
    kinds: Iterable[StakeholderKind] = (),
    **said: Texts,
) -> EngagementModel:
    row = EngagementModel.objects.select_for_update().get(pk=model.pk)
    before = queries.facts(ctx.viewer, row)
    _write(row, said)
    ensure(rules.may_revise(ctx.viewer, before, queries.facts(ctx.viewer, row)))
    row.title, row.influence, row.effort, row.theme = title, influence, effort, theme
    row.save()
    row.also_for.set(also_for)
    row.kinds.set(kinds)
    ctx.record(row, influence=influence)
    return row


@action("partnerships.publish")
def publish(ctx: Ctx, *, model: EngagementModel) -> EngagementModel:
    """Show it in the catalogue: only with a stated gain for both sides."""
    row = EngagementModel.objects.select_for_update().get(pk=model.pk)
    ensure(rules.may_publish(ctx.viewer, queries.facts(ctx.viewer, row)))
    row.state, row.published_at = EngagementModel.State.PUBLISHED, ctx.now
    row.save(update_fields=["state", "published_at"])
    ctx.record(row, state=row.state)
    return row
