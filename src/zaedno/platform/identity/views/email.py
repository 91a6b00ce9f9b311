"""Confirming an address by a code: no account, no password."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import sent
from zaedno.core.http import page, perform, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.platform.identity import rules
from zaedno.platform.identity.actions import email as deeds
from zaedno.platform.identity.forms import people as forms
from zaedno.platform.identity.queries import persons, providers
from zaedno.platform.identity.views import keeping
from zaedno.platform.people.middleware import GUEST
from zaedno.platform.people.models import Person

CODE = "identity.code"
either = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@either
def ask(request: HttpRequest) -> HttpResponse:
    """Only the address is asked; what was written before waits."""
    viewer = viewer_of(request)
    if viewer.somebody and not _lacks_address(request):
        return redirect("identity:go_on")
    form = forms.EmailForm(**sent(request))
    if form.is_bound and form.is_valid():
        address = form.cleaned_data["email"]
        outcome = perform(request, deeds.ask_code, address=address, lang=viewer.lang)
        if outcome.ok:
            request.session[CODE] = outcome.result.pk
            return redirect("identity:code")
        form.add_error(None, str(outcome.reason))
    shown = {"form": form, "kept": keeping.mine(request), "doors": providers.doors(viewer)}
    return page(request, "identity/email.html", shown, status=422 if form.is_bound else 200)


@never_cache
@either
def code(request: HttpRequest) -> HttpResponse:
    """The digits of the letter; right ones send what was kept."""
    row = persons.code(viewer_of(request), request.session.get(CODE))
    if row is None:
        return redirect("identity:email")
    verdict = rules.code_opens(persons.facts(row), clock.now())
    form = forms.CodeForm(**sent(request))
    if verdict and form.is_bound and form.is_valid():
        digits = form.cleaned_data["digits"]
        own = _lacks_address(request)
        deed = deeds.add_address if own else deeds.confirm_email
        outcome = perform(request, deed, code=row, digits=digits)
        if outcome.ok and outcome.result is not None:
            return _added(request) if own else _known(request, outcome.result)
        if not outcome.ok:
            form.add_error(None, str(outcome.reason))
            return page(request, "identity/code.html", _shown(request, form, verdict), status=422)
        row.refresh_from_db()
        verdict = rules.code_opens(persons.facts(row), clock.now())
        if verdict:
            form.add_error("digits", _wrong(row.tries))
    status = 422 if form.is_bound else 200
    return page(request, "identity/code.html", _shown(request, form, verdict), status=status)


def _shown(request: HttpRequest, form: Any, verdict: Verdict) -> dict[str, Any]:
    return {"form": form, "verdict": verdict, "kept": keeping.mine(request)}


def _lacks_address(request: HttpRequest) -> bool:
    """An account that a provider opened; a clerk at the counter adds none for somebody."""
    viewer = viewer_of(request)
    person: Any = viewer.person
    return person is not None and not person.email and viewer.clerk is None


def _added(request: HttpRequest) -> HttpResponse:
    request.session.pop(CODE, None)
    messages.success(request, _("From now on letters reach you, and you can sign in by them."))
    return redirect("identity:links")


def _wrong(tries: int) -> str:
    left = rules.CODE_TRIES - tries
    said = ngettext(
        "This is not the code. %(left)d try is left.",
        "This is not the code. %(left)d tries are left.",
        left,
    )
    return said % {"left": left}


def _known(request: HttpRequest, person: Person) -> HttpResponse:
    until = clock.now() + timedelta(hours=rules.GUEST_HOURS)
    request.session.pop(CODE, None)
    request.session.cycle_key()
    request.session[GUEST] = [person.pk, viewer_of(request).city.pk, until.timestamp()]
    return keeping.after(request)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """On a shared device: nothing of the address stays in this browser."""
    request.session.flush()
    messages.success(request, _("This device does not know you any more."))
    return redirect("home")
