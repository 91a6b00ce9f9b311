"""One answer by one person on one indicator; it may be given again until the freezing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.holding import hold, known_indicator, moved_on
from zaedno.features.maturity.models.answers import Answer, Evidence
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries


@action("maturity.answer")
def answer(
    ctx: Ctx,
    *,
    assessment: Assessment,
    indicator: str,
    state: str,
    level: int | None = None,
    reason: str = "",
    change_reason: str = "",
    evidence: list[int] | None = None,
) -> Answer:
    """The journal learns that somebody answered and on what, never the level."""
    row, facts = hold(ctx, assessment)
    mine = queries.respondent_of(ctx.viewer, row)
    before = Answer.objects.filter(respondent=mine, indicator=indicator).first() if mine else None
    ensure(rules.may_answer(facts, change_reason=change_reason))
    known_indicator(row, indicator)
    _check(row, state, level, reason)
    given = before or Answer(
        city_id=ctx.city.pk, assessment=row, respondent=mine, indicator=indicator
    )
    given.state, given.level = state, level if state == Answer.State.LEVEL else None
    given.reason = reason.strip() if state == Answer.State.NOT_APPLICABLE else ""
    given.change_reason = change_reason.strip() if row.state == rules.PUBLISHED else ""
    given.lang, given.answered_at = ctx.viewer.lang, ctx.now
    given.save()
    own = Evidence.objects.filter(assessment=row, indicator=indicator, pk__in=evidence or [])
    given.evidence.set(own)
    moved_on(row)
    ctx.record(row, indicator=indicator, group=facts.group, changed=before is not None)
    return given


def _check(row: Assessment, state: str, level: int | None, reason: str) -> None:
    if state not in Answer.State.values:
        raise Refused(deny(_("Choose a level, or say that you cannot judge.")))
    if state == Answer.State.NOT_APPLICABLE and not reason.strip():
        raise Refused(deny(_("Write why this does not apply: the reason is published.")))
    if state == Answer.State.LEVEL:
        scale = row.framework.model.scoring
        if level is None or not scale.lowest <= level <= scale.highest:
            raise Refused(deny(_("Choose one of the levels.")))
