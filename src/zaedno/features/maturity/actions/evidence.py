"""Filing evidence, tying it to what it stands on, and grading it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core import registry
from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.holding import hold, known_indicator, moved_on, role_of
from zaedno.features.maturity.models.answers import Evidence
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.platform.links.actions import link

ROLES = ("reviewer", "coordinator", "editor", "facilitator", "notetaker", "representative")


@action("maturity.file_evidence")
def file_evidence(
    ctx: Ctx,
    *,
    assessment: Assessment,
    indicator: str,
    type: str,
    title: Texts,
    date: When,
    about: Texts | None = None,
    url: str = "",
    sources: list[tuple[str, str]] | None = None,
    code: str = "",
    sample: bool = False,
    mark: str = "",
) -> Evidence:
    """It counts once the reviewer accepts it (their own at once). `sources`: what it stands on."""
    row, facts = hold(ctx, assessment)
    ensure(rules.may_file(facts))
    known_indicator(row, indicator)
    _check(ctx, row, type, sources or [])
    made = Evidence(
        city_id=ctx.city.pk,
        assessment=row,
        indicator=indicator,
        code=code or _next_code(row),
        type=type,
        title=title,
        about=about or Texts(),
        sample=sample,
        date=date,
        url=url,
        filed_by_id=ctx.person.pk if ctx.person else None,
        filed_by_role=role_of(ctx, *ROLES),
        filed_at=ctx.now,
        grade=row.framework.model.grade_of(type),
        mark=mark,
    )
    if facts.grades:
        made.state, made.graded_by_role = Evidence.State.ACCEPTED, "reviewer"
        made.graded_at = ctx.now
    made.save()
    moved_on(row)
    ctx.record(made, indicator=indicator, type=type)
    _tie(ctx, made, sources or [])
    return made


def _tie(ctx: Ctx, made: Evidence, sources: list[tuple[str, str]]) -> None:
    """The thread runs from the note through the evidence to the indicator."""
    for ref in sources:
        link(ctx, source=ref, target=made, relation="cites")
    indicator = ("maturity.indicator", f"{made.assessment_id}-{made.indicator}")
    link(ctx, source=made, target=indicator, relation="cites")


def _check(ctx: Ctx, row: Assessment, type: str, sources: list[tuple[str, str]]) -> None:
    if type not in {kind.id for kind in row.framework.model.evidence_types}:
        raise Refused(deny(_("This framework has no such type of evidence.")))
    seen = registry.things(ctx.viewer, sources)
    if len(seen) < len(set(sources)):
        raise Refused(deny(_("What the evidence stands on was not found.")))


def _next_code(row: Assessment) -> str:
    taken = [c[2:] for c in row.evidence.values_list("code", flat=True) if c.startswith("EV")]
    return f"EV{max((int(c) for c in taken if c.isdigit()), default=0) + 1:02d}"


@action("maturity.grade_evidence")
def grade_evidence(
    ctx: Ctx, *, evidence: Evidence, accept: bool, grade: str, reason: str = ""
) -> Evidence:
    """Another grade than the type's, or a refusal, needs a reason that is published."""
    row, facts = hold(ctx, evidence.assessment)
    ensure(rules.may_grade(facts))
    if grade not in Evidence.Grade.values:
        raise Refused(deny(_("Choose a grade from A to D.")))
    usual = row.framework.model.grade_of(evidence.type)
    if (not accept or grade != usual) and not reason.strip():
        raise Refused(deny(_("Write the reason: it is published beside the grade.")))
    state = Evidence.State.ACCEPTED if accept else Evidence.State.REFUSED
    evidence.state, evidence.grade = state, grade
    evidence.grade_reason, evidence.graded_by_role = reason.strip(), "reviewer"
    evidence.graded_at = ctx.now
    evidence.save()
    moved_on(row)
    ctx.record(evidence, grade=grade, state=state)
    return evidence
