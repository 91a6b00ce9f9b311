"""An assessment as everybody reads it: profile, indicators, evidence, gaps, objections."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.http import page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.maturity import rules
from zaedno.features.maturity.forms.gaps import ObjectionForm, ReplyForm
from zaedno.features.maturity.models.answers import Evidence
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries
from zaedno.features.maturity.queries import evidence as shown
from zaedno.features.maturity.queries import pages
from zaedno.features.maturity.queries.comparison import beside
from zaedno.features.maturity.queries.results import standing
from zaedno.platform.people.models import Role

TOP = 10


def watermark(row: Assessment) -> str:
    """Said inside every picture of invented data."""
    return _("DEMO DATA") if row.illustrative else ""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = list(queries.assessments(viewer))
    context = {
        "rows": [
            (row, standing(viewer, row).result.overall if row.public else None) for row in rows
        ],
        "may": {"run": rules.may_run(viewer)},
    }
    return page(request, "maturity/index.html", context)


@require_safe
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    facts = queries.facts_for(viewer, row)
    see = rules.may_see_results(facts)
    context: dict[str, Any] = {
        "row": row,
        "facts": facts,
        "see": see,
        "sizes": queries.group_sizes(viewer, row),
        "may": _may(viewer, facts),
        "thing": registry.thing(viewer, "maturity.assessment", row.pk),
    }
    context |= _results(viewer, row) if see else {"outline": row.framework.model.dimensions}
    return page(request, "maturity/assessment.html", context)


def _may(viewer: Viewer, facts: rules.Facts) -> dict[str, Any]:
    return {
        "answer": rules.may_answer(facts),
        "run": rules.may_run(viewer),
        "object": rules.may_object(facts),
        "plan": rules.may_plan(facts),
        "file": rules.may_file(facts),
        "grade": rules.may_grade(facts),
    }


def _results(viewer: Viewer, row: Assessment) -> dict[str, Any]:
    result = standing(viewer, row).result
    return {
        "result": result,
        "band": pages.band_name(viewer, row, result.overall.band),
        "chart": pages.profile(viewer, row, watermark=watermark(row)),
        "parts": pages.parts(viewer, row),
        "perception": pages.lines_for(viewer, row, result.perception_findings),
        "capped": pages.lines_for(viewer, row, result.capped),
        "left_out": pages.lines_for(viewer, row, result.not_assessed),
        "gaps": pages.gaps(viewer, row, most=3),
        "evidence_count": len(shown.evidence_for(viewer, row)),
        "objections": shown.objections(viewer, row),
    }


def found_indicator(row: Assessment, code: str) -> Any:
    pair = row.framework.model.indicators.get(code)
    if pair is None:
        raise Http404
    return pair


@require_safe
def indicator(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    dimension, one = found_indicator(row, code)
    facts = queries.facts_for(viewer, row)
    see = rules.may_see_answers(facts, code)
    items = shown.evidence_for(viewer, row, code)
    cited = shown.sources(viewer, items)
    context: dict[str, Any] = {
        "row": row,
        "dimension": dimension,
        "indicator": one,
        "see": see,
        "evidence": [(item, cited[item.pk]) for item in items],
        "may": _may(viewer, facts),
        "answered": code in facts.answered,
        "thing": registry.thing(viewer, "maturity.indicator", f"{row.pk}-{code}"),
        "objections": [o for o in shown.objections(viewer, row) if o.indicator == code],
    }
    if see:
        context |= _standing_of(viewer, row, code)
    return page(request, "maturity/indicator.html", context)


def _standing_of(viewer: Viewer, row: Assessment, code: str) -> dict[str, Any]:
    line = pages.line_of(viewer, row, code)
    return {
        "score": line.score,
        "groups": pages.groups(viewer, row, code),
        "chart": pages.one_interval(viewer, row, code, watermark=watermark(row)),
        "reasons": shown.reasons(viewer, row, code),
        "plan": shown.plans(viewer, row).get(code),
        "remedies": shown.remedies(viewer, row, [code])[code],
        "voted": shown.groups_voted(viewer, row, code),
        "band": pages.band_name(viewer, row, pages.band_number(viewer, line)),
        "band_number": pages.band_number(viewer, line),
    }


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    item = shown.evidence(viewer, pk)
    row = item.assessment
    facts = queries.facts_for(viewer, row)
    kind = next(k for k in row.framework.model.evidence_types if k.id == item.type)
    context = {
        "item": item,
        "row": row,
        "kind": kind,
        "filed_by": Role.Name(item.filed_by_role).label,
        "indicator": row.framework.model.indicators[item.indicator][1],
        "ceiling": row.framework.model.scoring.ceiling[item.grade],
        "sources": shown.sources(viewer, [item])[item.pk],
        "steps": registry.stories(viewer, [("maturity.evidence", item.pk)]),
        "may": {"grade": rules.may_grade(facts)},
    }
    return page(request, "maturity/evidence.html", context)


@require_safe
def evidence_list(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    facts = queries.facts_for(viewer, row)
    items = shown.evidence_for(viewer, row)
    context = {
        "row": row,
        "items": items,
        "waiting": sum(item.state == Evidence.State.FILED for item in items),
        "may": {"grade": rules.may_grade(facts)},
    }
    return page(request, "maturity/evidence_list.html", context)


@require_safe
def gaps(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    facts = queries.facts_for(viewer, row)
    see = rules.may_see_results(facts)
    context = {
        "row": row,
        "see": see,
        "top": TOP,
        "gaps": pages.gaps(viewer, row) if see else [],
        "may": {"plan": rules.may_plan(facts)},
    }
    return page(request, "maturity/gaps.html", context)


@require_safe
def objections(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    return objections_page(request, row, ObjectionForm(viewer, row))


def objections_page(
    request: HttpRequest,
    row: Assessment,
    form: ObjectionForm,
    *,
    status: int = 200,
    reply: tuple[int, ReplyForm] | None = None,
) -> HttpResponse:
    """Also what somebody gets back whose objection or answer was not taken."""
    viewer = viewer_of(request)
    facts = queries.facts_for(viewer, row)
    context = {
        "row": row,
        "objections": [
            (
                one,
                rules.may_answer_objection(facts, state=one.state),
                reply[1] if reply and reply[0] == one.pk else ReplyForm(prefix=f"o{one.pk}"),
            )
            for one in shown.objections(viewer, row)
        ],
        "may": {"object": rules.may_object(facts)},
        "form": form,
    }
    return page(request, "maturity/objections.html", context, status=status)


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    see = rules.may_see_results(queries.facts_for(viewer, row))
    context: dict[str, Any] = {"row": row, "see": see}
    if see:
        lines = beside(viewer, row)
        context |= {
            "whole": standing(viewer, row).result.overall,
            "lines": lines,
            "chart": pages.beside_chart(viewer, row, lines, watermark=watermark(row)),
            "dimensions": pages.beside_dimensions(viewer, row, lines),
        }
    return page(request, "maturity/compare.html", context)


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "frameworks": queries.frameworks(viewer),
        "may": {"change": rules.may_change_framework(viewer)},
    }
    return page(request, "maturity/frameworks.html", context)


@require_safe
def framework(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.framework(viewer, pk)
    context = {
        "framework": found,
        "model": found.model,
        "may": {"change": rules.may_change_framework(viewer)},
    }
    return page(request, "maturity/framework.html", context)
