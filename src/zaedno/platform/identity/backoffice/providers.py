"""The coordinator's pages about identity providers: set up, try, switch off, remove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.verdict import Sentence
from zaedno.platform.identity import rules
from zaedno.platform.identity.actions import providers as deeds
from zaedno.platform.identity.forms import providers as forms
from zaedno.platform.identity.models import Policy, Provider
from zaedno.platform.identity.openid import discovery, flow, reading
from zaedno.platform.identity.openid.trouble import WORDS, Trouble
from zaedno.platform.identity.queries import providers, residents
from zaedno.platform.identity.rules import providers as provider_rules
from zaedno.platform.identity.views.provider import note

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def add(request: HttpRequest) -> HttpResponse:
    return _edited(request, None, _("A new identity provider"), reverse("identity:settings"))


@either
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    here = reverse("identity:provider", args=[row.pk])
    return _edited(request, row, _("Identity provider: %(name)s") % {"name": row}, here)


def _row(request: HttpRequest, pk: int) -> Provider:
    row = providers.provider(viewer_of(request), pk)
    if row is None:
        raise Http404
    return row


def _edited(request: HttpRequest, row: Provider | None, title: str, back: str) -> HttpResponse:
    viewer = viewer_of(request)
    now = forms.typed_of(row, viewer) if row else {}
    form = forms.ProviderForm(viewer=viewer, initial=now, **sent(request))
    return edit(
        request,
        rules.may_set(viewer),
        form,
        deeds.set_provider,
        title=title,
        back=back,
        then=lambda made: reverse("identity:provider", args=[made.pk]),
        said=_("Saved. Now try it."),
        shape=forms.shaped,
        template="identity/provider_form.html",
        more={"address": flow.address_back(viewer.city), "policy": residents.policy(viewer)},
        provider=row,
    )


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _shown(request, pk, None)


@require_POST
def try_it(request: HttpRequest, pk: int) -> HttpResponse:
    """Read what the provider publishes, now, and say in plain words what is wrong."""
    row = _row(request, pk)
    if not (may := rules.may_set(viewer_of(request))):
        return refusal(request, may.reason)
    return _shown(request, pk, findings(row, residents.policy(viewer_of(request))))


def _shown(request: HttpRequest, pk: int, found: list[Finding] | None) -> HttpResponse:
    viewer = viewer_of(request)
    if not (may := rules.may_set(viewer)):
        return refusal(request, may.reason)
    row = _row(request, pk)
    linked = row.links.count()
    context: dict[str, Any] = {
        "provider": row,
        "address": flow.address_back(viewer.city),
        "found": found,
        "linked": linked,
        "alone": providers.locked_in(viewer, row),
        "may_drop": provider_rules.may_drop(viewer, linked=linked),
        "warning": weak(row, residents.policy(viewer)),
        "trouble": WORDS.get(row.trouble, ""),
    }
    return page(request, "identity/provider.html", context)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _row(request, pk)
    here = reverse("identity:provider", args=[pk])
    said = _("The provider is removed.")
    return act(
        request, deeds.drop_provider, then="identity:settings", back=here, said=said, provider=row
    )


def weak(row: Provider, policy: Policy) -> Sentence:
    """Where one person could become two."""
    if not row.residents:
        return ""
    if reading.knows_by(row.claims, policy.asks):
        return ""
    return gettext_lazy(
        "It does not tell all that the city knows a person by. So the city cannot see that "
        "somebody whom it verified is the same as one verified by the list, a letter or the desk: "
        "such a person could verify two accounts."
    )


@dataclass(frozen=True)
class Finding:
    ok: bool
    said: str


def findings(row: Provider, policy: Policy) -> list[Finding]:
    """Step by step as a sign-in would go, as far as it can be seen without signing in."""
    steps: list[Finding] = []
    try:
        found = discovery.metadata(row.issuer, fresh=True)
        steps.append(Finding(True, _("Its document can be read and says where its doors are.")))
        keys = discovery.keys(found, fresh=True)
        steps.append(Finding(True, _("It publishes keys that we can check: %d.") % len(keys)))
    except Trouble as trouble:
        note(row, trouble)
        return [*steps, Finding(False, trouble.words())]
    note(row, None)
    if not row.secret:
        said = _("No secret is kept. That is right only for a public client.")
        steps.append(Finding(False, said))
    if row.residents and row.shows == Provider.Shows.LIST:
        told = bool(reading.knows_by(row.claims, policy.asks))
        said = _("It tells all that the city's list is compared by.")
        wrong = _("It cannot be compared with the city's list: names of claims are missing below.")
        steps.append(Finding(told, said if told else wrong))
    last = _("Client id, secret and return address show themselves only when somebody signs in.")
    return [*steps, Finding(True, last)]
