"""What became of it: by thing, by receipt number, by private link."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import registry
from zaedno.core.http import act, behind_link, page, viewer_of
from zaedno.core.qr import qr
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.links import actions, rules
from zaedno.platform.links.forms import ReceiptForm, tidy_number
from zaedno.platform.links.private import private_path, token_of
from zaedno.platform.links.queries import thread as threads


@require_safe
def thread(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = threads.thread(viewer, kind, ident)
    if found is None:
        raise Http404
    ties = [
        (tied, rules.may_unlink(rules.facts_of(viewer, tied.tie)))
        for tied in threads.ties_of(viewer, kind, ident)
    ]
    context = {"thread": found, "thing": found.thing, "ties": ties, **beside(viewer, found.thing)}
    return page(request, "links/thread.html", context)


def beside(viewer: Viewer, thing: Thing) -> dict[str, Any]:
    """What other rooms lay beside a thing: following it, the proof that it was recorded."""
    kind, _package = registry.kinds()[thing.kind]
    return {"asides": registry.asides(viewer, thing), "kind_title": kind.title}


def reverse_thread(kind: str, ident: str) -> str:
    return reverse("links:thread", args=[kind, ident])


@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    tie = threads.tie(viewer, pk)
    if tie is None:
        raise Http404
    kind, ident = request.POST.get("kind", tie.target_kind), request.POST.get("ident", "")
    if (kind, ident) != (tie.source_kind, tie.source_id):
        kind, ident = tie.target_kind, tie.target_id
    then = reverse_thread(kind, ident)
    reason = request.POST.get("reason", "")[:300]
    said = _("The tie was ended; it stays readable with your reason.")
    return act(request, actions.unlink, then=then, said=said, tie=tie, reason=reason)


@require_safe
def by_number(request: HttpRequest, number: str = "") -> HttpResponse:
    """The permanent short address: any public thing by the number on its receipt."""
    typed = number or request.GET.get("number", "")
    if not typed:
        return page(request, "links/by_number.html", {"form": ReceiptForm()})
    thing = registry.by_receipt(viewer_of(request), tidy_number(typed))
    if thing is not None:
        return redirect(reverse_thread(thing.kind, thing.id))
    form = ReceiptForm({"number": typed})
    form.add_error("number", _("No public thing has this number. Please compare it sign by sign."))
    return page(request, "links/by_number.html", {"form": form}, status=404)


@require_safe
@never_cache
def mine(request: HttpRequest, kind: str, ident: str, token: str) -> HttpResponse:
    """The author's own page: receipt, thread, news; nobody else knows the address."""
    viewer = viewer_of(request)
    if not constant_time_compare(token, token_of(viewer.city, kind, ident)):
        return no_such_link(request)
    holder = viewer.holding(kind, ident)
    found = threads.thread(holder, kind, ident)
    if found is None:
        return no_such_link(request)
    address = absolute(viewer.city, private_path(viewer.city, kind, ident))
    context = {
        "thread": found,
        "thing": found.thing,
        "address": address,
        "qr": qr(address),
        **beside(holder, found.thing),
    }
    return behind_link(page(request, "links/mine.html", context))


def no_such_link(request: HttpRequest) -> HttpResponse:
    return page(request, "links/no_such_link.html", {"form": ReceiptForm()}, status=404)
