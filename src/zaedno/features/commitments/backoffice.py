"""What owners and the coordinator do: write down, answer, report, move, drop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock, registry
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import actions, rules
from zaedno.features.commitments.forms import (
    AmendForm,
    PromiseForm,
    RefuseForm,
    ReportForm,
    WithdrawForm,
)
from zaedno.features.commitments.queries import rows as found
from zaedno.features.commitments.views import detail_context


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, filled from the thing it grows out of (`?from=workshops.cluster:17`)."""
    viewer = viewer_of(request)
    verdict = rules.may_promise(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    source = source_of(viewer, request.GET.get("from") or request.POST.get("from", ""))
    initial = {"baseline": 0, "text": {source.lang or viewer.lang: source.title}} if source else {}
    form = PromiseForm(request.POST or None, viewer=viewer, initial=initial)
    if request.method == "POST" and form.is_valid():
        ref = (source.kind, source.id) if source else None
        done = perform(request, actions.promise, **form.inputs(), source=ref)
        if done.ok:
            return redirect("commitments:detail", pk=done.result.pk)
        form.add_error(None, str(done.reason))
    status = 422 if form.errors else 200
    return page(request, "commitments/new.html", {"form": form, "source": source}, status=status)


def source_of(viewer: Viewer, ref: str) -> Thing | None:
    if not ref:
        return None
    kind, _colon, ident = ref.partition(":")
    source = registry.thing(viewer, kind, ident)
    if source is None:
        raise Http404
    return source


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found.commitment(viewer_of(request), pk)
    said = _("Confirmed. From now on the commitment counts and everybody can follow it.")
    return act(request, actions.confirm, then=detail_url(pk), said=said, pk=pk)


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, "refuse", RefuseForm, actions.refuse)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, "report", ReportForm, actions.report, {"day": clock.today()})


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    due = found.commitment(viewer_of(request), pk).due_now
    return _change(request, pk, "amend", AmendForm, actions.amend, {"new_due": due})


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, "withdraw", WithdrawForm, actions.withdraw)


def _change(
    request: HttpRequest,
    pk: int,
    verb: str,
    form_class: type[forms.Form],
    action: Callable[..., Any],
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """One form page per verb: the rule first, then the form, then the deed."""
    viewer = viewer_of(request)
    context = detail_context(viewer, pk)
    verdict = context["may"][verb]  # type: ignore[index]
    if not verdict:
        return refusal(request, verdict.reason)
    form = form_class(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = perform(request, action, pk=pk, **form.cleaned_data)
        if done.ok:
            return redirect(detail_url(pk))
        form.add_error(None, str(done.reason))
    context |= {"form": form, "verb": verb}
    status = 422 if form.errors else 200
    return page(request, f"commitments/{verb}.html", context, status=status)


def detail_url(pk: int) -> str:
    return reverse("commitments:detail", args=[pk])
