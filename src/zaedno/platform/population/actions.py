"""Declare the groups of one feature of the population."""

from __future__ import annotations

from collections.abc import Sequence

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import ensure
from zaedno.platform.population import queries, rules
from zaedno.platform.population.models import Group


@action("population.declare")
def declare(
    ctx: Ctx,
    *,
    feature: str,
    groups: Sequence[rules.Declared],
    as_of: When,
    source: Texts,
    mark: str = "",
) -> int:
    """All groups of a feature from one source; they take the place of those before."""
    ensure(rules.may_declare(ctx.viewer))
    ensure(rules.may_list(list(groups)))
    queries.held_city(ctx.viewer)  # two lists at once would mix
    Group.objects.filter(city_id=ctx.city.pk, feature=feature).delete()
    Group.objects.bulk_create(
        Group(
            city_id=ctx.city.pk,
            feature=feature,
            code=one.code,
            name=one.name,
            people=one.people,
            position=position,
            as_of=as_of,
            source=source,
            mark=mark,
        )
        for position, one in enumerate(groups, 1)
    )
    ctx.record(("cities.city", ctx.city.pk), feature=feature, groups=len(groups))
    return len(groups)
