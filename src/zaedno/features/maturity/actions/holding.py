"""Holding an assessment while it changes, and letting every page know that it did."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx
from zaedno.core.verdict import Refused, deny
from zaedno.features.maturity import rules
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries


def hold(ctx: Ctx, row: Assessment) -> tuple[Assessment, rules.Facts]:
    """The row that owns states and limits, held, with the facts as they are now."""
    held = Assessment.objects.select_for_update().select_related("framework")
    found = held.get(pk=row.pk, city_id=ctx.city.pk)
    return found, queries.facts_for(ctx.viewer, found)


def moved_on(row: Assessment) -> None:
    """A new revision: results are computed again when somebody next looks."""
    row.revision += 1
    row.save(update_fields=["revision"])


def known_indicator(row: Assessment, indicator: str) -> None:
    if indicator not in row.framework.model.indicators:
        raise Refused(deny(_("This framework has no such indicator.")))


def role_of(ctx: Ctx, *roles: str, otherwise: str = "participant") -> str:
    """By which role somebody acted, as pages name it; never who it was."""
    return next((role for role in roles if ctx.viewer.has(role)), otherwise)
