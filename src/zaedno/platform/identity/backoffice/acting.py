"""Acting for somebody at the counter: begin, see what was done, print it, end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import registry
from zaedno.core.editing import sent
from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.platform.identity import keys, rules
from zaedno.platform.identity.actions import acting as deeds
from zaedno.platform.identity.actions import proving
from zaedno.platform.identity.forms import staff as forms
from zaedno.platform.identity.middleware import ACTING
from zaedno.platform.identity.models import Acting
from zaedno.platform.identity.queries import acting as queries
from zaedno.platform.identity.queries import residents
from zaedno.platform.identity.views import keeping

either = require_http_methods(["GET", "HEAD", "POST"])
private = sensitive_post_parameters("number", "born", "postcode", "name", "email")


@never_cache
@private
@either
def begin(request: HttpRequest) -> HttpResponse:
    """By e-mail address, by the document that verified the person, or without either."""
    viewer = viewer_of(request)
    if not (may := rules.may_act_for(viewer)):
        return refusal(request, may.reason)
    policy = residents.policy(viewer)
    form = forms.BeginForm(asks=policy.asks, **sent(request))
    if form.is_bound and form.is_valid():
        person, mark = form.person(), ""
        if person:
            mark = keys.mark(keys.key(policy.salt, policy.asks, person).hard)
        inputs = {"address": form.cleaned_data["email"], "mark": mark, "lang": viewer.lang}
        outcome = perform(request, deeds.begin_acting, **inputs)
        if outcome.ok:
            request.session[ACTING] = outcome.result.pk
            return redirect("identity:acting", outcome.result.receipt)
        form.add_error(None, str(outcome.reason))
    return page(
        request, "identity/begin.html", {"form": form}, status=422 if form.is_bound else 200
    )


@never_cache
@require_safe
def acting(request: HttpRequest, receipt: str) -> HttpResponse:
    """What may be done now, what was done, and the receipt for the printer."""
    viewer = viewer_of(request)
    row = queries.by_receipt(viewer, receipt)
    if row is None:
        raise Http404
    context = {
        "row": row,
        "running": viewer.clerk is not None,
        "lines": _lines(request, row),
        "policy": residents.policy(viewer),
    }
    return page(request, "identity/acting.html", context)


def _lines(request: HttpRequest, row: Acting) -> list[dict[str, Any]]:
    """Each deed in the words of the journal, with the thing where it may be named."""
    found = list(row.deeds.all())
    refs = [(one.subject_kind, one.subject_id) for one in found if one.subject_kind]
    things = registry.things(viewer_of(request), refs)
    return [
        {
            "said": registry.verb(one.verb).sentence,
            "thing": things.get((one.subject_kind, one.subject_id)),
            "at": one.at if one.subject_kind else None,
        }
        for one in found
    ]


@never_cache
@private
@either
def verify_here(request: HttpRequest) -> HttpResponse:
    """Verify the person before the counter without leaving the half hour."""
    viewer = viewer_of(request)
    policy = residents.policy(viewer)
    clerk = viewer.clerk
    if clerk is None:
        return redirect("identity:counter")
    verdict = rules.is_on(rules.DESK, policy.ways)
    form = forms.HereForm(viewer=viewer, policy=policy, **sent(request))
    if verdict and form.is_bound and form.is_valid():
        key = keys.key(policy.salt, policy.asks, form.person())
        inputs = {"hard": key.hard, "known_by": form.known_by()}
        outcome = perform(request, proving.verify_at_desk, **inputs)
        if outcome.ok and outcome.result == "verified":
            messages.success(request, _("The resident is verified."))
            if keeping.mine(request) is not None:
                return keeping.after(request)
            return redirect("identity:acting", clerk.receipt)
        form.add_error(None, str(rules.SAID[outcome.result] if outcome.ok else outcome.reason))
    context = {"form": form, "verdict": verdict}
    return page(request, "identity/verify.html", context, status=422 if form.is_bound else 200)


@require_POST
def end(request: HttpRequest, receipt: str) -> HttpResponse:
    row = queries.by_receipt(viewer_of(request), receipt)
    if row is None:
        raise Http404
    outcome = perform(request, deeds.end_acting, acting=row)
    request.session.pop(ACTING, None)
    if outcome.ok:
        messages.success(request, _("You act for nobody any more. Print the receipt."))
    return redirect("identity:acting", receipt)
