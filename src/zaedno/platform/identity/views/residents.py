"""The ways of showing that one lives here; each leads on, and back to where one was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.editing import sent
from zaedno.core.http import Outcome, act, page, perform, refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.core.ways import ways
from zaedno.platform.identity import keys, rules
from zaedno.platform.identity.actions import proving
from zaedno.platform.identity.forms import people as forms
from zaedno.platform.identity.models import Policy
from zaedno.platform.identity.queries import persons, providers, residents
from zaedno.platform.identity.views import keeping

either = require_http_methods(["GET", "HEAD", "POST"])
private = sensitive_post_parameters("number", "born", "postcode", "name", "to", "address", "code")


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """How I stand here, and the ways on."""
    viewer, now = viewer_of(request), clock.now()
    policy = residents.policy(viewer)
    context: dict[str, Any] = {
        "policy": policy,
        "ways": [way for way in ways().values() if way.code in policy.ways],
        "providers": providers.ways(viewer),
        "kept": keeping.mine(request),
        "standing": residents.standing(viewer, now, groups=False),
    }
    if viewer.somebody:
        context |= {"row": residents.newest(viewer), "letter": residents.letter(viewer)}
    return page(request, "identity/mine.html", context)


def _verdict(request: HttpRequest, policy: Policy, way: str) -> Verdict:
    """Whether this way is open now; what stands in the database is only read."""
    viewer = viewer_of(request)
    open_ = rules.may_be_verified(viewer, way, policy.ways)
    if not open_:
        return open_
    return rules.may_try(*residents.tries(viewer, way), clock.now())


def _proved(request: HttpRequest, form: Any, outcome: Outcome) -> HttpResponse | None:
    """On to what was kept, or nothing: then the form says why it did not fit."""
    if outcome.ok and outcome.result == "verified":
        messages.success(request, _("You are verified as a resident. Thank you."))
        return keeping.after(request)
    form.add_error(None, str(rules.SAID[outcome.result] if outcome.ok else outcome.reason))
    return None


@never_cache
@private
@either
def by_list(request: HttpRequest) -> HttpResponse:
    policy = residents.policy(viewer_of(request))
    verdict = _verdict(request, policy, rules.LIST)
    if verdict.needs:
        return refusal(request, verdict.reason, verdict.needs)
    form = forms.PersonForm(asks=policy.asks, **sent(request))
    if verdict and form.is_bound and form.is_valid():
        key = keys.key(policy.salt, policy.asks, form.person())
        outcome = perform(request, proving.prove, soft=key.soft, hard=key.hard)
        if (done := _proved(request, form, outcome)) is not None:
            return done
    return _drawn(request, form, verdict, "identity/by_list.html")


@never_cache
@private
@either
def by_letter(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    policy = residents.policy(viewer)
    verdict = _verdict(request, policy, rules.LETTER)
    if verdict.needs:
        return refusal(request, verdict.reason, verdict.needs)
    if residents.letter(viewer) is not None:
        return redirect("identity:letter_code")
    listed = residents.has_list(viewer)
    form = forms.LetterForm(viewer=viewer, policy=policy, listed=listed, **sent(request))
    if verdict and form.is_bound and form.is_valid():
        key = keys.key(policy.salt, policy.asks, form.person())
        typed = {"name": form.cleaned_data["to"], "address": form.cleaned_data["address"]}
        typed |= {"soft": key.soft, "hard": key.hard, "known_by": form.known_by()}
        outcome = perform(request, proving.ask_letter, **typed)
        if outcome.ok and outcome.result == "asked":
            messages.success(request, _("Your letter is asked for. It comes in some days."))
            return redirect("identity:mine")
        form.add_error(None, str(rules.SAID[outcome.result] if outcome.ok else outcome.reason))
    return _drawn(request, form, verdict, "identity/by_letter.html")


@never_cache
@private
@either
def letter_code(request: HttpRequest) -> HttpResponse:
    """The code of the letter, at home; nothing else has to be typed again."""
    viewer = viewer_of(request)
    row = residents.letter(viewer)
    if row is None:
        return redirect("identity:mine")
    form = forms.LetterCodeForm(**sent(request))
    verdict = rules.code_opens(persons.letter_facts(row), clock.now())
    if verdict and form.is_bound and form.is_valid():
        code = form.cleaned_data["code"]
        outcome = perform(request, proving.use_letter, letter=row, code=code)
        if (done := _proved(request, form, outcome)) is not None:
            return done
    more = {"letter": row}
    return _drawn(request, form, verdict, "identity/letter_code.html", **more)


def _drawn(
    request: HttpRequest, form: Any, verdict: Verdict, template: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "verdict": verdict, "kept": keeping.mine(request), **more}
    return page(request, template, context, status=422 if form.is_bound else 200)


@require_POST
def give_up(request: HttpRequest) -> HttpResponse:
    row = residents.letter(viewer_of(request))
    if row is None:
        return redirect("identity:mine")
    said = _("The letter is given up; its code opens nothing.")
    return act(request, proving.give_up_letter, then="identity:mine", said=said, letter=row)


@never_cache
@require_safe
def at_desk(request: HttpRequest) -> HttpResponse:
    """Where the desk is, what to bring; the clerk does the rest."""
    policy = residents.policy(viewer_of(request))
    words = [forms.FIELD_WORDS[name] for name in policy.asks]
    context = {"policy": policy, "asked": words, "verdict": rules.is_on(rules.DESK, policy.ways)}
    return page(request, "identity/at_desk.html", context)
