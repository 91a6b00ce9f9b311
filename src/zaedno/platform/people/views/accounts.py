"""Signing up, in and out, by password and by mailed link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core import clock, registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import onward, page, perform, viewer_of
from zaedno.core.verdict import allow
from zaedno.platform.people import actions, forms, queries
from zaedno.platform.people.demo_backend import ROLES, demo_doors_open, demo_person
from zaedno.platform.people.models import Person

OWN = "django.contrib.auth.backends.ModelBackend"
DEMO = "zaedno.platform.people.demo_backend.DemoBackend"
either = require_http_methods(["GET", "POST"])


def own_address(request: HttpRequest, wanted: str) -> str:
    """Where to go on; an address of another host is not followed."""
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure()):
        return wanted
    return reverse("people:me")


@never_cache
@sensitive_post_parameters("password")
@either
def sign_in(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("next", "")[:500]
    form = forms.SignInForm(**sent(request), initial={"next": wanted})
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        person = authenticate(request, username=data["email"], password=data["password"])
        if person is not None:
            login(request, person)
            return redirect(own_address(request, data["next"]))
        status = _say_why(request, form)
    doors = registry.gather("doors", viewer_of(request))
    context = {"form": form, "link_form": forms.AddressForm(auto_id="link_%s"), "doors": doors}
    return page(request, "people/sign_in.html", context, status=status)


def _say_why(request: HttpRequest, form: Any) -> int:
    """One sentence for a wrong address and a wrong password; another when it is locked."""
    if getattr(request, "axes_locked_out", False):
        sentence = _(
            "Too many wrong passwords for this address. Wait %(minutes)d minutes, "
            "or sign in now by a link sent to your e-mail."
        )
        minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
        form.add_error(None, sentence % {"minutes": minutes})
        return 429
    form.add_error(None, _("The address or the password is not right."))
    return 422


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("home")


@either
def sign_up(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    known = viewer.guest.email if viewer.guest else ""  # type: ignore[attr-defined]
    title, template = _("Sign up"), "people/sign_up.html"
    return _ask(request, actions.register, title, template, known=known, lang=viewer.lang)


def _ask(
    request: HttpRequest, deed: Any, title: str, template: str, *, known: str = "", **inputs: Any
) -> HttpResponse:
    """Asking for a letter: whatever the address, the same page follows."""
    return edit(
        request,
        allow(),
        forms.AddressForm(initial={"email": known}, **sent(request)),
        deed,
        title=title,
        back=reverse("people:sign_in"),
        then=reverse("people:letter_sent"),
        shape=lambda typed: {"address": typed["email"]},
        template=template,
        **inputs,
    )


@require_GET
def letter_sent(request: HttpRequest) -> HttpResponse:
    """The same answer for a known and an unknown address."""
    return page(request, "people/letter_sent.html")


@either
def ask_link(request: HttpRequest) -> HttpResponse:
    title = _("Sign in by a mailed link")
    return _ask(request, actions.ask_link, title, "people/ask_link.html", purpose="enter")


@either
def reset(request: HttpRequest) -> HttpResponse:
    title = _("Forgotten password")
    return _ask(request, actions.ask_link, title, "people/reset.html", purpose="reset")


def _by_link(
    request: HttpRequest,
    token: str,
    purpose: str,
    form: Any,
    template: str,
    deed: Any,
) -> HttpResponse:
    """A mailed link: reading the page changes nothing, its button opens the link once."""
    verdict: Any = queries.link_verdict(viewer_of(request), token, purpose, clock.now())
    if request.method == "POST" and verdict and (form is None or form.is_valid()):
        inputs = form.cleaned_data if form else {}
        outcome = perform(request, deed, token=token, **inputs)
        if outcome.ok:
            return _entered(request, outcome.result)
        verdict = outcome
    if not verdict:
        return page(request, "people/link_refused.html", {"reason": verdict.reason}, status=410)
    status = 422 if form is not None and form.is_bound else 200
    return page(request, template, {"form": form, "token": token}, status=status)


def _entered(request: HttpRequest, person: Person) -> HttpResponse:
    login(request, person, backend=OWN)
    messages.success(request, _("Welcome. You are signed in."))
    return redirect(onward(request, reverse("people:me")))


@never_cache
@sensitive_post_parameters("password")
@either
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    form = forms.ConfirmForm(**sent(request))
    return _by_link(request, token, "confirm", form, "people/confirm.html", actions.verify)


@never_cache
@either
def enter(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, token, "enter", None, "people/enter.html", actions.enter)


@never_cache
@sensitive_post_parameters("password")
@either
def choose_password(request: HttpRequest, token: str) -> HttpResponse:
    form = forms.NewPasswordForm(**sent(request))
    template = "people/choose_password.html"
    return _by_link(request, token, "reset", form, template, actions.reset_password)


@require_POST
def demo_sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """The buttons of `/demo/`: only in demo mode, only on the own machine."""
    person = demo_person(role) if role in ROLES and demo_doors_open(request) else None
    if person is None:
        raise Http404
    login(request, person, backend=DEMO)
    return redirect(own_address(request, request.POST.get("next", "")))
