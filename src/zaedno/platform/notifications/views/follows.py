"""Following things, confirming and ending news, and the demo's outbox."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import clock
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.platform.links.private import token_of
from zaedno.platform.notifications import actions, letter_pages, rules, tokens, words
from zaedno.platform.notifications.forms import AddressForm
from zaedno.platform.notifications.queries import follows, letters


@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """A person at once; without an account an address, which gets a letter first."""
    kind, ident = request.POST.get("kind", "")[:60], request.POST.get("ident", "")[:40]
    viewer = holder(request, kind, ident)
    if follows.title_of(viewer, kind, ident) is None:
        raise Http404
    if viewer.signed_in:
        said = _("You follow it now. You get a letter when something moves.")
        then = came_from(request)
        return act(request, actions.follow, then=then, said=said, kind=kind, ident=ident)
    form = AddressForm(request.POST)
    context = {
        "form": form,
        "kind": kind,
        "ident": ident,
        "token": request.POST.get("token", "")[:64],
        "back": came_from(request),
    }
    if not form.is_valid():
        return page(request, "notifications/follow_form.html", context, status=422)
    address = form.cleaned_data["address"]
    outcome = perform(request, actions.follow, kind=kind, ident=ident, address=address)
    if not outcome.ok:
        messages.error(request, str(outcome.reason))
        return redirect(came_from(request))
    return page(request, "notifications/letter_sent.html", context)


def holder(request: HttpRequest, kind: str, ident: str) -> Viewer:
    """Who came from a private page shows its token again, and may follow what others don't see."""
    viewer = viewer_of(request)
    token = request.POST.get("token", "")
    if token and constant_time_compare(token, token_of(viewer.city, kind, ident)):
        viewer = viewer.holding(kind, ident)
        request.viewer = viewer  # type: ignore[attr-defined]
    return viewer


@require_POST
def unfollow(request: HttpRequest) -> HttpResponse:
    kind, ident = request.POST.get("kind", "")[:60], request.POST.get("ident", "")[:40]
    said = _("You no longer follow it.")
    then = came_from(request)
    return act(request, actions.unfollow, then=then, said=said, kind=kind, ident=ident)


def came_from(request: HttpRequest) -> str:
    """Back to the page with the button; never to another site."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return back
    return reverse("notifications:mine") if viewer_of(request).signed_in else reverse("home")


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opening a letter's link asks, the button confirms: mail filters open links too."""
    return _by_link(request, token, "confirm", actions.confirm)


@csrf_exempt  # a mail program sends the one-click form of RFC 8058 without our token
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, token, "stop", actions.stop)


def _by_link(request: HttpRequest, token: str, purpose: str, deed: object) -> HttpResponse:
    template = f"notifications/{purpose}.html"
    if request.method == "POST":
        outcome = perform(request, deed, token=token)  # type: ignore[arg-type]
        if outcome.ok:
            return page(request, template, {"done": True})
        return page(request, template, {"reason": outcome.reason}, status=404)
    row = follows.row_of_link(viewer_of(request), token)
    verdict = rules.link_opens(tokens.link_facts(row, purpose, token, clock.now()))
    if not verdict:
        return page(request, template, {"reason": verdict.reason}, status=404)
    return page(request, template, {"token": token})


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return refusal(request, _("Sign in to see what you follow."))
    return page(
        request,
        "notifications/mine.html",
        {"follows": follows.my_follows(viewer), "rhythms": words.RHYTHMS.items()},
    )


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """“Sent letters”: every letter readable, in the demo only."""
    if not settings.DEMO:
        raise Http404
    before = request.GET.get("before", "")
    start = int(before[:18]) if before.isdecimal() else None
    days, following = letters.outbox(viewer_of(request), start)
    context = {"days": days, "following": following, "start": start}
    return page(request, "notifications/outbox.html", context)


@require_safe
def outbox_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """A letter with its colours, as mail programs show it; in the demo only."""
    html = letters.html_of(viewer_of(request), pk) if settings.DEMO else ""
    if not html:
        raise Http404
    return letter_pages.shown(html)
