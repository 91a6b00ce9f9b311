"""What the city wants of an indicator and what brings it there; other cities' results."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from zaedno.core import registry
from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.holding import hold, known_indicator, moved_on, role_of
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.models.findings import GapPlan, PeerResult
from zaedno.platform.links.actions import link
from zaedno.platform.people.models import Organisation


@action("maturity.plan_gap")
def plan_gap(
    ctx: Ctx,
    *,
    assessment: Assessment,
    indicator: str,
    target: int,
    effort: int,
    vote_factor: Decimal,
    vote_reason: Texts,
    owner: Organisation | None = None,
    groups: list[tuple[str, str]] | None = None,
    mark: str = "",
) -> GapPlan:
    """The vote factor is entered by a person, who says why; it is never computed from dots.

    `groups` are the groups of notes whose votes the person read for it.
    """
    row, facts = hold(ctx, assessment)
    ensure(rules.may_plan(facts))
    ensure(rules.factor_in_range(float(vote_factor)))
    known_indicator(row, indicator)
    _check_plan(row, target, effort, vote_reason)
    plan, _new = GapPlan.objects.update_or_create(
        assessment=row,
        indicator=indicator,
        defaults={
            "city_id": ctx.city.pk,
            "target": target,
            "effort": effort,
            "vote_factor": vote_factor,
            "vote_reason": vote_reason,
            "entered_by_role": role_of(ctx, *rules.PLANS),
            "owner": owner,
            "changed_at": ctx.now,
            "mark": mark,
        },
    )
    moved_on(row)
    ctx.record(row, indicator=indicator, target=target, effort=effort, factor=str(vote_factor))
    subject = ("maturity.indicator", f"{row.pk}-{indicator}")
    for group in groups or []:
        link(ctx, source=group, target=subject, relation="cites")
    return plan


def _check_plan(row: Assessment, target: int, effort: int, vote_reason: Texts) -> None:
    scale = row.framework.model.scoring
    if not scale.lowest <= target <= scale.highest or not 1 <= effort <= 5:
        raise Refused(deny(_("The target is a level of the scale, the effort lies from 1 to 5.")))
    if not vote_reason:
        raise Refused(deny(_("Write the reason for the vote factor: it is published.")))


@action("maturity.accept_gap")
def accept_gap(ctx: Ctx, *, assessment: Assessment, indicator: str, reason: Texts) -> GapPlan:
    """The gap stays open on purpose, for a published reason."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_plan(facts))
    plan = GapPlan.objects.filter(assessment=row, indicator=indicator).first()
    if plan is None:
        raise Refused(deny(_("Give the indicator a target first.")))
    if not reason:
        raise Refused(deny(_("Write why the gap is accepted for now.")))
    plan.accepted_for_now, plan.changed_at = reason, ctx.now
    plan.save()
    moved_on(row)
    ctx.record(row, indicator=indicator, accepted=True)
    return plan


@action("maturity.tie_gap")
def tie_gap(
    ctx: Ctx, *, assessment: Assessment, indicator: str, remedy: tuple[str, str]
) -> Assessment:
    """Say which proposed solution, commitment or measured indicator is meant to close the gap."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_plan(facts))
    known_indicator(row, indicator)
    if registry.thing(ctx.viewer, *remedy) is None:
        raise Refused(deny(_("This was not found, or you may not see it.")))
    source = ("maturity.indicator", f"{row.pk}-{indicator}")
    link(ctx, source=source, target=remedy, relation="answers")
    ctx.record(row, indicator=indicator, remedy=f"{remedy[0]}:{remedy[1]}")
    return row


@action("maturity.record_peer")
def record_peer(
    ctx: Ctx,
    *,
    code: str,
    name: Texts,
    framework: tuple[str, str],
    score: Decimal,
    half_width: Decimal,
    dimensions: dict[str, float],
    source: str = "",
    mark: str = "",
) -> PeerResult:
    """Another city's published result, as its source gives it."""
    ensure(rules.may_run(ctx.viewer))
    peer, _new = PeerResult.objects.update_or_create(
        city_id=ctx.city.pk,
        code=code,
        defaults={
            "name": name,
            "framework_code": framework[0],
            "framework_version": framework[1],
            "score": score,
            "half_width": half_width,
            "dimensions": dimensions,
            "source": source,
            "recorded_at": ctx.now,
            "mark": mark,
        },
    )
    ctx.record(peer)
    return peer
