"""One indicator per screen: answer, next, previous."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.algorithms.maturity import IndicatorScore
from zaedno.core.chart_strokes import number
from zaedno.core.editing import edit, sent, source_of
from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions.answering import answer as answer_action
from zaedno.features.maturity.actions.evidence import file_evidence as file_action
from zaedno.features.maturity.actions.objections import file_objection
from zaedno.features.maturity.forms.answering import AnswerForm, EvidenceForm, SupportForm
from zaedno.features.maturity.forms.gaps import ObjectionForm
from zaedno.features.maturity.models.answers import Answer
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries
from zaedno.features.maturity.queries import evidence as shown
from zaedno.features.maturity.queries.results import standing
from zaedno.features.maturity.views.reading import found_indicator, objections_page
from zaedno.platform.people.queries.organisations import organisations


@require_safe
def answering(request: HttpRequest, pk: int) -> HttpResponse:
    """To the first indicator that is not answered yet; to the overview when all are."""
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    facts = queries.facts_for(viewer, row)
    verdict = rules.may_answer(facts)
    if not verdict:
        return refusal(request, verdict.reason)
    codes = list(row.framework.model.indicators)
    left = [code for code in codes if code not in facts.answered]
    if left and "all" not in request.GET:
        return redirect("maturity:answer", pk, left[0])
    mine = shown.my_answers(viewer, row)
    dimensions = [
        (d, [(i, mine.get(i.id)) for i in d.indicators]) for d in row.framework.model.dimensions
    ]
    context = {"row": row, "dimensions": dimensions, "done": len(mine), "all": len(codes)}
    return page(request, "maturity/answering.html", context)


@require_safe
def answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    return _screen(request, queries.assessment(viewer_of(request), pk), code, None)


def _screen(
    request: HttpRequest, row: Assessment, code: str, form: AnswerForm | None
) -> HttpResponse:
    viewer = viewer_of(request)
    verdict = rules.may_answer(queries.facts_for(viewer, row))
    if not verdict:
        return refusal(request, verdict.reason)
    dimension, one = found_indicator(row, code)
    items = [e for e in shown.evidence_for(viewer, row, code) if e.state != "refused"]
    mine = shown.my_answers(viewer, row)
    facts = queries.facts_for(viewer, row)
    codes = list(row.framework.model.indicators)
    place = codes.index(code)
    context: dict[str, Any] = {
        "row": row,
        "dimension": dimension,
        "indicator": one,
        "form": form or AnswerForm(row, code, items, initial=_initial(mine.get(code))),
        "place": place + 1,
        "all": len(codes),
        "done": len(mine),
        "previous": codes[place - 1] if place else "",
        "next": codes[place + 1] if place + 1 < len(codes) else "",
        "given": mine.get(code),
        "see": rules.may_see_answers(facts, code),
        "items": items,
    }
    return page(request, "maturity/answer.html", context, status=422 if form else 200)


def _initial(given: Answer | None) -> dict[str, Any]:
    if given is None:
        return {}
    return {
        "choice": str(given.level) if given.level else given.state,
        "reason": given.reason,
        "evidence": [str(item.pk) for item in given.evidence.all()],
    }


@require_POST
def give_answer(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Save and go on. Once results are public, say how interval and gap moved."""
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    found_indicator(row, code)
    items = [e for e in shown.evidence_for(viewer, row, code) if e.state != "refused"]
    form = AnswerForm(row, code, items, data=request.POST)
    if not form.is_valid():
        return _screen(request, row, code, form)
    before = standing(viewer, row).result.indicators[code]
    outcome = perform(request, answer_action, assessment=row, indicator=code, **form.shaped())
    if outcome.kind == "role":
        return refusal(request, outcome.reason)
    if not outcome.ok:
        form.add_error(None, str(outcome.reason))
        return _screen(request, row, code, form)
    return _after(request, viewer, queries.assessment(viewer, pk), code, before)


def _after(
    request: HttpRequest, viewer: Viewer, row: Assessment, code: str, before: IndicatorScore
) -> HttpResponse:
    facts = queries.facts_for(viewer, row)
    if row.public:
        messages.success(request, _moved(before, standing(viewer, row).result.indicators[code]))
        return redirect("maturity:indicator", row.pk, code)
    codes = list(row.framework.model.indicators)
    left = len(codes) - len(facts.answered)
    if not left:
        messages.success(request, _("All indicators are answered. Thank you!"))
        return redirect(f"{reverse('maturity:answering', args=[row.pk])}?all")
    said = ngettext("Saved. %(n)d indicator is left.", "Saved. %(n)d indicators are left.", left)
    messages.success(request, said % {"n": left})
    following = codes[codes.index(code) + 1 :] + codes
    return redirect("maturity:answer", row.pk, following[0])


def _moved(before: IndicatorScore, now: IndicatorScore) -> str:
    """What the answer did to interval and gap, in one sentence."""
    if now.score is None:
        return _("Your answer is saved. The indicator still has no score.")
    known = {
        "low": number(now.low, 2),
        "high": number(now.high, 2),
        "gap": number(now.gap, 2),
        "was_low": number(before.low, 2),
        "was_high": number(before.high, 2),
        "was_gap": number(before.gap, 2),
    }
    if (before.low, before.high, before.gap) == (now.low, now.high, now.gap):
        said = _("Your answer is saved. The interval stays %(low)s–%(high)s.")
    elif now.gap is None:
        said = _("Saved. The interval is now %(low)s–%(high)s (before: %(was_low)s–%(was_high)s).")
    else:
        said = _(
            "Saved. The interval is now %(low)s–%(high)s (before: %(was_low)s–%(was_high)s), "
            "the gap to target %(gap)s (before: %(was_gap)s)."
        )
    return said % known


@require_http_methods(["GET", "HEAD", "POST"])
def file_evidence(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    one = found_indicator(row, code)[1]
    source = source_of(request, needed=False)
    initial = {"title": {viewer.lang: source.title[:300]}} if source else {}
    return edit(
        request,
        rules.may_file(queries.facts_for(viewer, row)),
        EvidenceForm(row, code, initial=initial, **sent(request)),
        file_action,
        title=_("Evidence for %(code)s") % {"code": one.id},
        back=reverse("maturity:indicator", args=[row.pk, code]),
        then=lambda made: reverse("maturity:evidence", args=[made.pk]),
        said=_("The evidence is filed."),
        more={"source": source},
        assessment=row,
        indicator=code,
        sources=[(source.kind, source.id)] if source else [],
    )


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Something elsewhere becomes evidence: first, for which indicator of which assessment?"""
    viewer = viewer_of(request)
    source = source_of(request)
    open_rows = queries.assessments(viewer).exclude(state=rules.FROZEN)
    row = open_rows.first()
    if row is not None:
        verdict = rules.may_file(queries.facts_for(viewer, row))
        if not verdict:
            return refusal(request, verdict.reason)
    form = (
        SupportForm(row, data=request.GET if "indicator" in request.GET else None) if row else None
    )
    if row and form and form.is_bound and form.is_valid():
        url = reverse("maturity:file_evidence", args=[row.pk, form.cleaned_data["indicator"]])
        return redirect(f"{url}?from={source.kind}:{source.id}" if source else url)
    context = {"source": source, "row": row, "form": form, "asked": request.GET.get("from", "")}
    return page(request, "maturity/support.html", context)


@require_POST
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    verdict = rules.may_object(queries.facts_for(viewer, row))
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    form = ObjectionForm(viewer, row, data=request.POST)
    if not form.is_valid():
        return objections_page(request, row, form, status=422)
    typed = dict(form.cleaned_data)
    speaker = typed.pop("organisation", None)
    typed["organisation"] = organisations(viewer).filter(pk=speaker).first() if speaker else None
    outcome = perform(request, file_objection, assessment=row, **typed)
    if outcome.kind == "role":
        return refusal(request, outcome.reason)
    if not outcome.ok:
        form.add_error(None, str(outcome.reason))
        return objections_page(request, row, form, status=422)
    said = _("Your objection is filed under number %(receipt)s. The answer will be sent to you.")
    messages.success(request, said % {"receipt": outcome.result.receipt})
    return redirect("maturity:objections", row.pk)
