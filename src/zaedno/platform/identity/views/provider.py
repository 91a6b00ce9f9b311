"""The way to an identity provider and back; whatever comes of it leads on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.core.http import KEPT, onward, page, perform, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.platform.identity import keys, rules
from zaedno.platform.identity.actions import providers as deeds
from zaedno.platform.identity.middleware import second_door, seen_by
from zaedno.platform.identity.models import Provider
from zaedno.platform.identity.openid import flow, reading
from zaedno.platform.identity.openid.flow import LINK, RESIDENT, SIGN_IN, USES
from zaedno.platform.identity.openid.trouble import Trouble
from zaedno.platform.identity.queries import providers, residents
from zaedno.platform.identity.rules import providers as provider_rules
from zaedno.platform.identity.views import keeping
from zaedno.platform.people.models import Person

OWN = "django.contrib.auth.backends.ModelBackend"
ARRIVED = "identity.arrived"  # in the session: a subject that opens no account yet
BUSY = ("temporarily_unavailable", "server_error")
STAY = {SIGN_IN: "people:sign_in", RESIDENT: "identity:mine", LINK: "identity:links"}


def said(code: str, row: Provider, **more: str) -> str:
    return str(provider_rules.SAID[code]) % {"name": row.name, **more}


def back(request: HttpRequest, use: str, sentence: str) -> HttpResponse:
    """To the page with the other ways; what was kept stays kept."""
    messages.error(request, sentence)
    return redirect(STAY[use])


@never_cache
@require_POST
def to_provider(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that goes on by itself. A redirect would be held up by the rule that our forms lead
    to our pages alone, whatever doors the provider has behind its first one."""
    viewer = viewer_of(request)
    row = providers.provider(viewer, pk)
    use = request.POST.get("use", SIGN_IN)
    if row is None or use not in USES:
        raise Http404
    may = provider_rules.may_go(viewer, use, sign_in=row.sign_in, residents=row.residents)
    if not may:
        return first(request, may, use)
    somebody: Any = viewer.somebody
    try:
        where = flow.begin(
            request.session, row, use=use, lang=viewer.lang, now=clock.now(),
            somebody=somebody.pk if somebody else None,
        )  # fmt: skip
    except Trouble as trouble:
        return _in_trouble(request, row, use, trouble)
    return page(request, "identity/to_provider.html", {"provider": row, "where": where})


def first(request: HttpRequest, may: Verdict, use: str) -> HttpResponse:
    """What is missing before it; a form that waits already is not pushed aside by this button."""
    messages.error(request, str(may.reason))
    if may.needs == rules.ACCOUNT:
        return redirect_to_login(reverse(STAY[use]))
    return redirect("identity:email" if may.needs else STAY[use])


def _in_trouble(request: HttpRequest, row: Provider, use: str, trouble: Trouble) -> HttpResponse:
    note(row, trouble)
    return back(request, use, said("outage" if trouble.is_outage else "wrong", row))


def note(row: Provider, trouble: Trouble | None) -> None:
    """For the sign-in page and the coordinator; nothing about whoever came."""
    code, outage = (trouble.code, trouble.is_outage) if trouble else ("", False)
    if trouble or row.down_since or row.trouble:
        deeds.note_provider(system_ctx(row.city), provider=row, trouble=code, outage=outage)


@never_cache
@require_safe
@sensitive_variables("code", "claims")
def came_back(request: HttpRequest) -> HttpResponse:
    """With a code, or with the provider's refusal; only in the browser that went out for it."""
    state, now = request.GET.get("state", ""), clock.now()
    waiting = flow.peek(request.session, state)
    if waiting is not None and waiting.lang != request.LANGUAGE_CODE:
        with override(waiting.lang):
            return redirect(f"{reverse('identity:came_back')}?{request.GET.urlencode()}")
    found = flow.take(request.session, state, now)
    row = providers.provider(viewer_of(request), found.provider) if found else None
    if found is None or row is None:
        expired = str(provider_rules.SAID["expired"])
        return back(request, RESIDENT if KEPT in request.session else SIGN_IN, expired)
    somebody: Any = viewer_of(request).somebody
    if found.somebody != (somebody.pk if somebody else None) or viewer_of(request).clerk:
        return back(request, found.use, str(provider_rules.SAID["changed"]))
    if "error" in request.GET:
        return _not_let_in(request, row, found.use, request.GET["error"])
    try:
        code = request.GET.get("code", "")[:4000]
        claims = flow.confirmed(row, found, code, request.GET.get("iss", ""))
    except Trouble as trouble:
        return _in_trouble(request, row, found.use, trouble)
    note(row, None)
    return _use(request, row, found.use, claims)


def _not_let_in(request: HttpRequest, row: Provider, use: str, error: str) -> HttpResponse:
    if error in BUSY:
        return _in_trouble(request, row, use, Trouble("busy"))
    if error.endswith(("_denied", "_required")):
        return back(request, use, said("denied", row))
    return _in_trouble(request, row, use, Trouble("refused", error[:60]))


@dataclass(frozen=True)
class Arrived:
    """What is needed of a confirmation, and nothing else of it; waits in the session for a while
    when it opens no account yet."""

    provider: int
    digest: str
    at: float
    proof: dict[str, Any] | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Arrived | None:
        told = request.session.get(ARRIVED)
        found = cls(**told) if told else None
        late = found is None or found.at + flow.LIVES < clock.now().timestamp()
        return None if late else found

    def keep(self, request: HttpRequest) -> None:
        request.session[ARRIVED] = vars(self)


def _use(request: HttpRequest, row: Provider, use: str, claims: dict[str, Any]) -> HttpResponse:
    digest = keys.subject(row.city_id, row.issuer, claims["sub"])
    arrived = Arrived(row.pk, digest, clock.now().timestamp())
    if use == RESIDENT:
        proof = _proof(request, row, digest, claims)
        if isinstance(proof, str):
            return back(request, use, proof)
        arrived = replace(arrived, proof=proof)
        if viewer_of(request).somebody:
            return prove(request, row, proof)
    if use == LINK:
        outcome = perform(request, deeds.link, provider=row, digest=digest)
        if not outcome.ok:
            return back(request, use, str(outcome.reason))
        messages.success(request, _("From now on you can sign in by %(name)s.") % {"name": row})
        return redirect("identity:links")
    return enter(request, row, arrived)


def _proof(
    request: HttpRequest, row: Provider, digest: str, claims: dict[str, Any]
) -> dict[str, Any] | str:
    """What the deed is given, as fingerprints; or why there is nothing to give."""
    viewer = viewer_of(request)
    policy = residents.policy(viewer)
    told = reading.told(row, claims, policy.asks, providers.places(viewer, row))
    if told.missing:
        return said("missing", row, claim=told.missing)
    if not told.resident:
        return said("elsewhere", row)
    hard, soft = digest, ""
    if told.person:
        key = keys.key(policy.salt, policy.asks, told.person)
        hard, soft = key.hard, key.soft
    known_by = {"district_id": told.district_id, "born": told.born}
    return {"soft": soft, "hard": hard, "known_by": known_by}


def enter(request: HttpRequest, row: Provider, arrived: Arrived) -> HttpResponse:
    """The account that it opens; or, the first time, the choice between a new one and one's own."""
    outcome = perform(request, deeds.enter_by_provider, provider=row, digest=arrived.digest)
    if not outcome.ok:
        return back(request, SIGN_IN, str(outcome.reason))
    if outcome.result is None:
        arrived.keep(request)
        return redirect("identity:newcomer")
    return signed_in(request, row, outcome.result, arrived)


def signed_in(
    request: HttpRequest, row: Provider, person: Person, arrived: Arrived
) -> HttpResponse:
    """In; and on to what was being done, unless a second factor is asked first."""
    request.session.pop(ARRIVED, None)
    login(request, person, backend=OWN)
    asked: Any = request
    asked.viewer = SimpleLazyObject(lambda: seen_by(request))
    messages.success(request, _("Welcome. You are signed in."))
    if second_door(request) is not None:
        return redirect(onward(request, reverse("people:me")))
    if arrived.proof is not None:
        return prove(request, row, arrived.proof)
    if KEPT in request.session or keeping.BACK in request.session:
        return keeping.after(request)
    return redirect("people:me")


def prove(request: HttpRequest, row: Provider, proof: dict[str, Any]) -> HttpResponse:
    """Verified, and on to what was kept; or the reason beside the other ways."""
    outcome = perform(request, deeds.prove_by_provider, provider=row, resident=True, **proof)
    if outcome.ok and outcome.result == "verified":
        messages.success(request, _("You are verified as a resident. Thank you."))
        return keeping.after(request)
    reason = rules.SAID[outcome.result] if outcome.ok else outcome.reason
    return back(request, RESIDENT, str(reason))
