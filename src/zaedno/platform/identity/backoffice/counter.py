"""At the counter and in the post room: verify in person, print letters, find, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.actions import Ctx
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.core.verdict import Refused
from zaedno.platform.identity import exports, keys, rules
from zaedno.platform.identity.actions import policy as deeds
from zaedno.platform.identity.actions import proving
from zaedno.platform.identity.forms import staff as forms
from zaedno.platform.identity.queries import acting, residents
from zaedno.platform.people.models import address_hash

either = require_http_methods(["GET", "HEAD", "POST"])
private = sensitive_post_parameters("number", "born", "postcode", "name", "email")


@never_cache
@require_safe
def counter(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (may := rules.may_serve(viewer)):
        return refusal(request, may.reason)
    context = {
        "policy": residents.policy(viewer),
        "counts": residents.counts(viewer, clock.now()),
        "at_once": rules.LETTERS_AT_ONCE,
        "lately": acting.lately(viewer),
        "find_form": forms.FindForm(auto_id="find_%s"),
    }
    return page(request, "identity/counter.html", context)


@never_cache
@private
@either
def verify(request: HttpRequest) -> HttpResponse:
    """From the document on the counter; nothing typed here is kept."""
    viewer = viewer_of(request)
    policy = residents.policy(viewer)
    verdict = rules.may_serve(viewer).and_then(rules.is_on(rules.DESK, policy.ways))
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    form = forms.DeskForm(viewer=viewer, policy=policy, **sent(request))
    said = ""
    if verdict and form.is_bound and form.is_valid():
        key = keys.key(policy.salt, policy.asks, form.person())
        inputs = {"hard": key.hard, "known_by": form.known_by(), "lang": viewer.lang}
        email = form.cleaned_data["email"]
        outcome = perform(request, proving.verify_at_desk, address=email, **inputs)
        if outcome.ok and outcome.result == "verified":
            said = _("The resident is verified.")
            form = forms.DeskForm(viewer=viewer, policy=policy)
        else:
            answer = rules.SAID[outcome.result] if outcome.ok else outcome.reason
            form.add_error(None, str(answer))
    context = {"form": form, "verdict": verdict, "said": said}
    return page(request, "identity/verify.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def print_letters(request: HttpRequest) -> HttpResponse:
    """Waiting letters, once: as a file for the printer or as a table for the post room."""
    viewer = viewer_of(request)
    if not (may := rules.may_serve(viewer)):
        return refusal(request, may.reason)
    letters = exports.drawn(viewer)
    if not letters:
        return redirect("identity:counter")
    body: Any
    if request.POST.get("as") == "csv":
        body, kind, ending = exports.table(viewer, letters), "text/csv; charset=utf-8", "csv"
    else:
        body, kind, ending = exports.pdf(viewer, letters, clock.now()), "application/pdf", "pdf"
    try:  # without the form's key: the page stays as it is, and may be pressed for the next ones
        proving.print_letters(Ctx(viewer=viewer), codes=exports.codes(letters))
    except Refused as no:
        messages.error(request, str(no.verdict.reason))
        return redirect("identity:counter")
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="letters.{ending}"'
    return answer


@never_cache
@private
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """By the exact address; there is no list of names to read through."""
    viewer = viewer_of(request)
    if not (may := rules.may_serve(viewer)):
        return refusal(request, may.reason)
    form = forms.FindForm(request.POST, auto_id="find_%s")
    row = None
    if form.is_valid():
        row = residents.verification_of(viewer, address_hash(form.cleaned_data["email"]))
    now = clock.now()
    context = {"find_form": form, "row": row, "looked": form.is_valid(), "now": now}
    return page(request, "identity/found.html", context, status=200 if form.is_valid() else 422)


@never_cache
@either
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = residents.verification(viewer, pk) if rules.may_serve(viewer) else None
    if row is None:
        if not (may := rules.may_serve(viewer)):
            return refusal(request, may.reason)
        raise Http404
    return edit(
        request,
        rules.may_revoke(viewer, ended=row.ended_at is not None, reason="x"),
        forms.RevokeForm(**sent(request)),
        deeds.revoke,
        title=_("Withdraw the verification"),
        back=reverse("identity:counter"),
        then=reverse("identity:counter"),
        said=_("The verification is withdrawn. The person gets the reason."),
        verification=row,
    )
