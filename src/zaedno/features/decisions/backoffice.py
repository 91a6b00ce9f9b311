"""What the coordinator, the editor and the moderator do with acts and checks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent, source_of
from zaedno.core.http import act as do
from zaedno.core.http import page, refusal, viewer_of
from zaedno.features.decisions import actions, rules
from zaedno.features.decisions.forms import (
    AnswerForm,
    BudgetForm,
    DelayForm,
    DeliverForm,
    HideForm,
    PlanForm,
    RecordForm,
)
from zaedno.features.decisions.queries import rows, things


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    source = source_of(request, needed=False)
    return edit(
        request,
        rules.may_record(viewer),
        RecordForm(**sent(request), viewer=viewer),
        actions.record,
        title=_("Record an act"),
        back=source.url if source else reverse("decisions:list"),
        then=lambda made: _url(made.pk),
        shape=RecordForm.inputs,
        more={"source": source, "label": _("Record it")},
        source=(source.kind, source.id) if source else None,
    )


@require_http_methods(["GET", "POST"])
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.act(viewer, pk)
    return edit(
        request,
        rules.may_record(viewer),
        BudgetForm(**sent(request), initial={"year": clock.today().year}),
        actions.budget,
        title=_("Record the money"),
        back=_url(pk),
        then=_url(pk),
        more={"lead": row.title.best(viewer.lang)[0]},
        act=pk,
    )


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.act(viewer, pk)
    return edit(
        request,
        rules.may_record(viewer),
        PlanForm(**sent(request), viewer=viewer),
        actions.plan,
        title=_("Plan a delivery"),
        back=_url(pk),
        then=_url(pk),
        shape=PlanForm.inputs,
        more={"lead": row.title.best(viewer.lang)[0]},
        act=pk,
    )


@require_http_methods(["GET", "POST"])
def deliver(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, today = viewer_of(request), clock.today()
    row = rows.delivery(viewer, pk)
    facts = rows.facts_for(viewer, row)
    return edit(
        request,
        rules.may_deliver(viewer, facts, day=today, today=today),
        DeliverForm(**sent(request), initial={"day": today}),
        actions.deliver,
        title=_("Record it as done"),
        back=things.address(viewer, row),
        then=things.address(viewer, row),
        more={"lead": row.text.best(viewer.lang)[0]},
        pk=pk,
    )


@require_http_methods(["GET", "POST"])
def delay(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.delivery(viewer, pk)
    return edit(
        request,
        rules.may_record(viewer),
        DelayForm(**sent(request), initial={"new": row.moved_to or row.planned}),
        actions.delay,
        title=_("Move the date"),
        back=things.address(viewer, row),
        then=things.address(viewer, row),
        more={"lead": row.text.best(viewer.lang)[0]},
        pk=pk,
    )


@require_GET
def checks(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    verdict = rules.may_read(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    return page(request, "decisions/checks.html", {"checks": rows.waiting(viewer)})


@require_POST
def publish_check(request: HttpRequest, pk: int) -> HttpResponse:
    rows.check(viewer_of(request), pk)
    return do(
        request,
        actions.publish_check,
        then=reverse("decisions:checks"),
        said=_("Published beside the delivery."),
        pk=pk,
    )


@require_http_methods(["GET", "POST"])
def hide_check(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.check(viewer, pk)
    return edit(
        request,
        rules.may_read(viewer, row.state),
        HideForm(**sent(request)),
        actions.hide_check,
        title=_("Do not show this check"),
        back=reverse("decisions:checks"),
        then=reverse("decisions:checks"),
        more={"lead": row.text.best(viewer.lang)[0]},
        pk=pk,
    )


@require_http_methods(["GET", "POST"])
def answer_check(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.check(viewer, pk)
    url = things.address(viewer, row.delivery)
    return edit(
        request,
        rules.may_answer(viewer, row.state),
        AnswerForm(**sent(request), initial={"answer": row.answer}),
        actions.answer_check,
        title=_("Answer what a citizen saw"),
        back=url,
        then=url,
        more={"lead": row.text.best(viewer.lang)[0]},
        pk=pk,
    )


def _url(pk: int) -> str:
    return reverse("decisions:detail", args=[pk])
