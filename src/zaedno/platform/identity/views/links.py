"""Which providers open one's account; and whoever comes by one for the first time."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.actions import Ctx
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.core.verdict import Refused, Verdict
from zaedno.platform.identity import rules
from zaedno.platform.identity.actions import providers as deeds
from zaedno.platform.identity.models import Provider
from zaedno.platform.identity.openid.flow import LINK, SIGN_IN
from zaedno.platform.identity.queries import providers
from zaedno.platform.identity.rules import providers as provider_rules
from zaedno.platform.identity.views import keeping
from zaedno.platform.identity.views.provider import (
    ARRIVED,
    Arrived,
    back,
    first,
    prove,
    signed_in,
)
from zaedno.platform.people.models import Person


@never_cache
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """My ways in."""
    viewer = viewer_of(request)
    person: Any = viewer.person
    if person is None:
        return refusal(request, rules.MISSING[rules.ACCOUNT], rules.ACCOUNT)
    rows = list(providers.my_doors(viewer))
    alone = len([row for row in rows if row.mine and row.sign_in]) < 2  # type: ignore[attr-defined]
    may = provider_rules.may_unlink(
        viewer, has_address=bool(person.email), others=0 if alone else 1
    )
    arrived, row = _arrived(request)
    context = {"rows": rows, "person": person, "may_unlink": may, "waiting": row}
    return page(request, "identity/links.html", context | {"arrived": arrived})


@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    row = providers.provider(viewer_of(request), pk)
    if row is None:
        raise Http404
    said = _("%(name)s opens your account no more.") % {"name": row}
    return act(request, deeds.unlink, then="identity:links", said=said, provider=row)


def _arrived(request: HttpRequest) -> tuple[Arrived | None, Provider | None]:
    """Who has just come by a provider in this browser, while it waits for an account."""
    found = Arrived.of(request)
    row = providers.provider(viewer_of(request), found.provider) if found else None
    return (found, row) if row is not None else (None, None)


@never_cache
@require_safe
def newcomer(request: HttpRequest) -> HttpResponse:
    """A new account, or the one that is there already: never joined by an e-mail address."""
    arrived, row = _arrived(request)
    if arrived is None or row is None:
        return redirect("people:sign_in")
    if viewer_of(request).signed_in:
        return redirect("identity:links")
    guest: Any = viewer_of(request).guest
    has = guest is not None and guest.state == Person.State.ACTIVE
    may = provider_rules.may_join(viewer_of(request), guest_has_account=has)
    if guest is None and not keeping.mine(request):
        request.session[keeping.BACK] = request.path  # whoever confirms an address comes back
    context = {"provider": row, "guest": guest, "may": may, "kept": keeping.mine(request)}
    return page(request, "identity/newcomer.html", context)


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    arrived, row = _arrived(request)
    if arrived is None or row is None:
        return back(request, SIGN_IN, str(provider_rules.SAID["expired"]))
    viewer = viewer_of(request)
    try:  # without the form's key: a receipt would open the account once more
        person = deeds.join_by_provider(
            Ctx(viewer=viewer), provider=row, digest=arrived.digest, lang=viewer.lang
        )
    except Refused as refused:
        messages.error(request, str(refused.verdict.reason))
        return redirect("identity:newcomer")
    if request.session.get(keeping.BACK, "").endswith("/newcomer/"):
        del request.session[keeping.BACK]
    return signed_in(request, row, person, arrived)


@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Whoever came by a provider first and signed in then says that both are the same person."""
    arrived, row = _arrived(request)
    if arrived is None or row is None:
        return back(request, LINK, str(provider_rules.SAID["expired"]))
    outcome = perform(request, deeds.link, provider=row, digest=arrived.digest)
    if outcome.needs:
        return first(request, Verdict(False, outcome.reason, needs=outcome.needs), LINK)
    request.session.pop(ARRIVED, None)
    if not outcome.ok:
        return back(request, LINK, str(outcome.reason))
    messages.success(request, _("From now on you can sign in by %(name)s.") % {"name": row})
    if arrived.proof is not None:
        return prove(request, row, arrived.proof)
    return redirect("identity:links")
