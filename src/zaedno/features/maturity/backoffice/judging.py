"""Grading evidence, planning gaps, answering objections, keeping frameworks."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions import evidence as grading
from zaedno.features.maturity.actions import frameworks as keeping
from zaedno.features.maturity.actions import gaps as planning
from zaedno.features.maturity.actions import objections as answering
from zaedno.features.maturity.forms.answering import GradeForm
from zaedno.features.maturity.forms.gaps import AcceptForm, ObjectionForm, PlanForm, ReplyForm
from zaedno.features.maturity.forms.running import CopyForm, FrameworkFileForm
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries
from zaedno.features.maturity.queries import evidence as shown
from zaedno.features.maturity.views.reading import found_indicator, objections_page
from zaedno.platform.people.queries.organisations import organisations

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def grade(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    item = shown.evidence(viewer, pk)
    now = {"grade": item.grade, "reason": item.grade_reason}
    now["accept"] = "no" if item.state == "refused" else "yes"
    address = reverse("maturity:evidence", args=[pk])
    return edit(
        request,
        rules.may_grade(queries.facts_for(viewer, item.assessment)),
        GradeForm(initial=now, **sent(request)),
        grading.grade_evidence,
        title=_("Grade evidence %(code)s") % {"code": item.code},
        back=address,
        then=address,
        said=_("The grade is saved and the score counted again."),
        more={"lead": str(item.title)},
        evidence=item,
    )


@form_view
def plan(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    name = found_indicator(row, code)[1].id
    known = shown.plans(viewer, row).get(code)
    initial: dict[str, Any] = {"vote_factor": 1, "effort": 3}
    if known is not None:
        names = ("target", "effort", "vote_factor", "vote_reason")
        initial = {n: getattr(known, n) for n in names} | {"owner": known.owner_id}
    address = reverse("maturity:indicator", args=[pk, code])

    def shape(typed: dict[str, Any]) -> dict[str, Any]:
        owner = organisations(viewer).filter(pk=typed["owner"]).first() if typed["owner"] else None
        return {**typed, "owner": owner}

    return edit(
        request,
        rules.may_plan(queries.facts_for(viewer, row)),
        PlanForm(viewer, row, initial=initial, **sent(request)),
        planning.plan_gap,
        title=_("Target for %(code)s") % {"code": name},
        back=address,
        then=address,
        said=_("The target is saved and the gap counted again."),
        shape=shape,
        assessment=row,
        indicator=code,
    )


@form_view
def accept_gap(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    found_indicator(row, code)
    address = reverse("maturity:indicator", args=[pk, code])
    return edit(
        request,
        rules.may_plan(queries.facts_for(viewer, row)),
        AcceptForm(**sent(request)),
        planning.accept_gap,
        title=_("Accept the gap of %(code)s for now") % {"code": code},
        back=address,
        then=address,
        said=_("The gap is marked as accepted for now, with your reason."),
        assessment=row,
        indicator=code,
    )


@form_view
def tie_gap(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """GET shows what is likely to close the gap; each has its button."""
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    found_indicator(row, code)
    address = reverse("maturity:indicator", args=[pk, code])
    if request.method == "POST":
        kind, _colon, ident = request.POST.get("remedy", "").partition(":")
        return act(
            request,
            planning.tie_gap,
            assessment=row,
            indicator=code,
            remedy=(kind, ident),
            then=address,
            said=_("The gap now leads to what is meant to close it."),
        )
    context = {
        "row": row,
        "code": code,
        "name": found_indicator(row, code)[1].name,
        "may": rules.may_plan(queries.facts_for(viewer, row)),
        "suggestions": shown.suggestions(viewer, row, code),
    }
    return page(request, "maturity/tie.html", context)


@require_POST
def answer_objection(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    one = shown.objection(viewer, pk)
    row: Assessment = one.assessment
    verdict = rules.may_run(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    form = ReplyForm(data=request.POST, prefix=f"o{pk}")
    if not form.is_valid():
        return objections_page(
            request, row, ObjectionForm(viewer, row), status=422, reply=(pk, form)
        )
    return act(
        request,
        answering.answer_objection,
        objection=one,
        text=form.cleaned_data["text"],
        then=reverse("maturity:objections", args=[row.pk]) + f"#o{pk}",
        said=_("The answer stands beside the objection."),
    )


@form_view
def import_framework(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return edit(
        request,
        rules.may_change_framework(viewer),
        FrameworkFileForm(**sent(request)),
        keeping.import_framework,
        title=_("Import a framework"),
        back=reverse("maturity:frameworks"),
        then=lambda made: reverse("maturity:framework", args=[made.pk]),
        said=_("The framework is checked and kept."),
    )


@form_view
def copy_framework(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    source = queries.framework(viewer, pk)
    form = CopyForm(source, **sent(request))
    return edit(
        request,
        rules.may_change_framework(viewer),
        form,
        keeping.copy_framework,
        title=_("Copy %(framework)s to change it") % {"framework": source},
        back=reverse("maturity:framework", args=[pk]),
        then=lambda made: reverse("maturity:framework", args=[made.pk]),
        said=_("The copy is kept. It does not compare with the original."),
        shape=lambda _typed: form.shaped(),
        more={
            "lead": _(
                "A copy with other weights is another framework: its results compare with no "
                "other city and with no earlier assessment."
            )
        },
        source=source,
    )


@require_POST
def adopt_framework(request: HttpRequest) -> HttpResponse:
    return act(
        request,
        keeping.adopt_framework,
        then=reverse("maturity:frameworks"),
        said=_("The framework that ships with Zaedno is ready to use."),
    )
