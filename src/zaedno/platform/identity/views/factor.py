"""The second factor: setting it up, showing it at sign-in, giving it up."""

from __future__ import annotations

from typing import Any

import pyotp
import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.actions import Ctx
from zaedno.core.editing import sent
from zaedno.core.http import act, onward, page, perform, refusal, viewer_of, way_back
from zaedno.core.verdict import Refused
from zaedno.platform.identity import rules
from zaedno.platform.identity.actions import factor as deeds
from zaedno.platform.identity.forms.factor import FactorForm
from zaedno.platform.identity.middleware import PASSED
from zaedno.platform.identity.models import Factor
from zaedno.platform.identity.queries import factors
from zaedno.platform.identity.rules import factors as factor_rules

either = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@sensitive_post_parameters("code")
@either
def show(request: HttpRequest) -> HttpResponse:
    """After the first door: the code of the app."""
    viewer = viewer_of(request)
    person: Any = viewer.person
    if person is None:
        return refusal(request, rules.MISSING[rules.ACCOUNT])
    if person.factor_at is None or request.session.get(PASSED) == person.pk:
        return redirect("people:me")
    form = FactorForm(**sent(request))
    if form.is_bound and form.is_valid():
        outcome = perform(request, deeds.pass_factor, code=form.cleaned_data["code"])
        if outcome.ok and outcome.result:
            request.session.cycle_key()
            request.session[PASSED] = person.pk
            return redirect(onward(request, way_back(request, "/")))
        form.add_error("code", _wrong() if outcome.ok else str(outcome.reason))
    context = {"form": form}
    return page(request, "identity/factor.html", context, status=422 if form.is_bound else 200)


def _wrong() -> str:
    return _("This code does not fit, or it was used already. Wait for the next one.")


@never_cache
@sensitive_post_parameters("code")
@either
def set_up(request: HttpRequest) -> HttpResponse:
    """The secret as a picture and as letters; on from the first code; recovery codes once."""
    viewer = viewer_of(request)
    person: Any = viewer.person
    if not (may := factor_rules.may_have_factor(viewer)):
        return refusal(request, may.reason)
    if person.factor_at is not None:
        left = factors.mine(viewer)
        context = {"form": FactorForm(), "left": len(left.recovery) if left else 0}
        return page(request, "identity/factor_on.html", context)
    ctx = Ctx(viewer=viewer)
    row = factors.mine(viewer) or deeds.prepare_factor(ctx)
    form = FactorForm(**sent(request))
    if form.is_bound and form.is_valid():
        try:
            codes = deeds.confirm_factor(ctx, code=form.cleaned_data["code"])
        except Refused as refused:
            codes = []
            form.add_error("code", str(refused.verdict.reason))
        if codes:
            request.session[PASSED] = person.pk
            return page(request, "identity/recovery.html", {"codes": codes})
        if not form.errors:
            form.add_error("code", _wrong())
    context = {"form": form, **_secret(request, row)}
    return page(request, "identity/factor_set.html", context, status=422 if form.is_bound else 200)


def _secret(request: HttpRequest, row: Factor) -> dict[str, str]:
    name = str(viewer_of(request).person or "Zaedno")
    uri = pyotp.TOTP(row.secret).provisioning_uri(name=name, issuer_name=request.get_host())
    letters = " ".join(row.secret[at : at + 4] for at in range(0, len(row.secret), 4))
    return {"picture": segno.make(uri, error="m").svg_data_uri(scale=4), "letters": letters}


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if viewer.signed_in and factors.mine(viewer) is None:
        return redirect("identity:factor_set")
    form = FactorForm(request.POST)
    code = form.cleaned_data["code"] if form.is_valid() else ""
    outcome = perform(request, deeds.drop_factor, code=code)
    if outcome.kind == "role":
        return refusal(request, outcome.reason)
    if outcome.ok and outcome.result:
        request.session.pop(PASSED, None)
        messages.success(request, _("The second factor is off."))
        return redirect("people:me")
    messages.error(request, _wrong() if outcome.ok else str(outcome.reason))
    return redirect("identity:factor_set")


@require_POST
def require(request: HttpRequest) -> HttpResponse:
    on = request.POST.get("on") == "1"
    said = _("Staff need a second factor now.") if on else _("Staff need no second factor now.")
    return act(request, deeds.require_factor, then="identity:settings", said=said, on=on)
