"""Starting an assessment, who answers, moving it on."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.features.maturity import rules
from zaedno.features.maturity.actions import closing, running
from zaedno.features.maturity.forms.running import CorrectForm, ImportForm, InviteForm, StartForm
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import assessments as queries

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return edit(
        request,
        rules.may_run(viewer),
        StartForm(viewer, **sent(request)),
        running.start,
        title=_("Start an assessment"),
        back=reverse("maturity:index"),
        then=lambda row: reverse("maturity:manage", args=[row.pk]),
        said=_("The assessment has begun. Now say who answers."),
        template="maturity/start.html",
        more={"frameworks": queries.frameworks(viewer)},
    )


@require_safe
def manage(request: HttpRequest, pk: int) -> HttpResponse:
    return manage_page(request, queries.assessment(viewer_of(request), pk))


def manage_page(
    request: HttpRequest, row: Assessment, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Also what comes back when a form was not taken; never to anybody but the coordinator."""
    viewer = viewer_of(request)
    verdict = rules.may_run(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    facts = queries.facts_for(viewer, row)
    answers = queries.has_answers(viewer, row)
    context = {
        "row": row,
        "people": queries.respondents(viewer, row),
        "all": facts.asked or len(row.framework.model.indicators),
        "invite": InviteForm(viewer, row),
        "import": ImportForm(),
        "correct": CorrectForm(),
        "may": {
            "invite": rules.may_invite(facts),
            "hand_over": rules.may_move(facts, rules.PEER, answers=answers),
            "publish": rules.may_move(facts, rules.PUBLISHED, answers=answers),
            "freeze": rules.may_freeze(facts, open_objections=queries.open_objections(viewer, row)),
            "correct": rules.may_correct(facts, corrected=hasattr(row, "corrected_by")),
        },
        **forms,
    }
    return page(request, "maturity/manage.html", context, status=status)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    form = InviteForm(viewer, row, data=request.POST)
    if not form.is_valid():
        return manage_page(request, row, status=422, invite=form)
    return act(
        request,
        running.invite,
        assessment=row,
        person=queries.person(viewer, form.cleaned_data["person"]),
        group=form.cleaned_data["group"],
        then=reverse("maturity:manage", args=[pk]),
        said=_("The invitation is on its way."),
    )


@require_POST
def remove_respondent(request: HttpRequest, pk: int, respondent: int) -> HttpResponse:
    viewer = viewer_of(request)
    one = queries.respondent(viewer, queries.assessment(viewer, pk), respondent)
    return act(
        request,
        running.remove_respondent,
        respondent=one,
        then=reverse("maturity:manage", args=[pk]),
        said=_("This person no longer answers."),
    )


@require_POST
def import_answers(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.assessment(viewer_of(request), pk)
    form = ImportForm(data=request.POST)
    if not form.is_valid():
        return manage_page(request, row, status=422, **{"import": form})
    return act(
        request,
        running.import_answers,
        assessment=row,
        rows=form.cleaned_data["rows"],
        then=reverse("maturity:manage", args=[pk]),
        said=_("The summarised answers are taken in."),
    )


@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("The reviewer now grades the evidence.")
    return _step(request, pk, closing.hand_over, said)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, closing.publish, _("The draft is public and takes objections."))


@require_POST
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, closing.freeze, _("The assessment is frozen under its hash."))


def _step(request: HttpRequest, pk: int, action: Any, said: str) -> HttpResponse:
    row = queries.assessment(viewer_of(request), pk)
    return act(
        request, action, assessment=row, then=reverse("maturity:manage", args=[pk]), said=said
    )


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.assessment(viewer_of(request), pk)
    form = CorrectForm(data=request.POST)
    if not form.is_valid():
        return manage_page(request, row, status=422, correct=form)
    return act(
        request,
        closing.correct,
        assessment=row,
        note=form.cleaned_data["note"],
        then=lambda made: reverse("maturity:manage", args=[made.pk]),
        back=reverse("maturity:manage", args=[pk]),
        said=_("A new version is open for the correction."),
    )
