"""What owners and the coordinator do: write down, answer, report, move, drop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent, source_of
from zaedno.core.http import act, viewer_of
from zaedno.features.commitments import actions, rules
from zaedno.features.commitments.forms import (
    AmendForm,
    PromiseForm,
    RefuseForm,
    ReportForm,
    WithdrawForm,
)
from zaedno.features.commitments.queries import rows as found


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form, filled from the thing it grows out of (`?from=workshops.cluster:17`)."""
    viewer = viewer_of(request)
    source = source_of(request, needed=False)
    initial = {"baseline": 0, "text": {source.lang or viewer.lang: source.title}} if source else {}
    return edit(
        request,
        rules.may_promise(viewer),
        PromiseForm(**sent(request), viewer=viewer, initial=initial),
        actions.promise,
        title=_("Write down a commitment"),
        back=source.url if source else reverse("commitments:list"),
        then=lambda made: detail_url(made.pk),
        said=_(
            "Written down. The owner was asked by letter; until it confirms, it counts nowhere."
        ),
        shape=PromiseForm.inputs,
        more={"source": source, "label": _("Write it down and ask the owner")},
        source=(source.kind, source.id) if source else None,
    )


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    found.commitment(viewer_of(request), pk)
    said = _("Confirmed. From now on the commitment counts and everybody can follow it.")
    return act(request, actions.confirm, then=detail_url(pk), said=said, pk=pk)


@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, "refuse", _("Refuse the commitment"), RefuseForm, actions.refuse)


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    initial = {"day": clock.today()}
    title = _("Report progress")
    return _change(request, pk, "report", title, ReportForm, actions.report, initial)


@require_http_methods(["GET", "POST"])
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    initial = {"new_due": found.commitment(viewer_of(request), pk).due_now}
    title = _("Move the due date")
    return _change(request, pk, "amend", title, AmendForm, actions.amend, initial)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    title = _("Drop the commitment in the open")
    return _change(request, pk, "withdraw", title, WithdrawForm, actions.withdraw)


def _change(
    request: HttpRequest,
    pk: int,
    verb: str,
    title: str,
    form: type[forms.Form],
    action: Callable[..., Any],
    initial: dict[str, Any] | None = None,
) -> HttpResponse:
    """One form page per verb, below the text that it is about."""
    viewer = viewer_of(request)
    one = found.commitment(viewer, pk)
    return edit(
        request,
        found.may(viewer, one)[verb],
        form(**sent(request), initial=initial),
        action,
        title=title,
        back=detail_url(pk),
        then=detail_url(pk),
        more={"lead": one.text.best(viewer.lang)[0], "label": title},
        pk=pk,
    )


def detail_url(pk: int) -> str:
    return reverse("commitments:detail", args=[pk])
