"""The archive for everybody; asking for newsletters, confirming and ending it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import clock
from zaedno.core.http import act, page, perform, viewer_of
from zaedno.features.newsletters import exports, letters, queries, rules, tokens
from zaedno.features.newsletters.actions import subscribing
from zaedno.features.newsletters.forms import SubscribeForm, WishesForm
from zaedno.features.newsletters.models import Subscriber

PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return _index(request, _form(request))


def _form(request: HttpRequest, data: Any = None) -> WishesForm:
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return SubscribeForm(data, viewer=viewer)
    mine = _mine(request)
    wishes = list(mine.wishes.all()) if mine else []
    initial = {
        "topics": [wish.ident for wish in wishes if wish.kind == "cities.theme"],
        "districts": [wish.ident for wish in wishes if wish.kind == "cities.district"],
    }
    return WishesForm(data, viewer=viewer, initial=initial)


def _mine(request: HttpRequest) -> Subscriber | None:
    viewer = viewer_of(request)
    return queries.mine(viewer, str(getattr(viewer.person, "email_hash", "-")))


def _index(request: HttpRequest, form: WishesForm, status: int = 200) -> HttpResponse:
    rows = queries.archive(viewer_of(request))
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "form": form,
        "mine": _mine(request) if viewer_of(request).signed_in else None,
        "may_write": rules.may_write(viewer_of(request)),
    }
    return page(request, "newsletters/index.html", context, status=status)


@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = _form(request, request.POST)
    if not form.is_valid():
        return _index(request, form, status=422)
    if viewer.signed_in:
        said = _("Saved. The newsletters come to the address of your account.")
        chosen = form.chosen()
        return act(
            request,
            subscribing.subscribe,
            then=reverse("newsletters:index"),
            said=said,
            wishes=chosen,
        )
    address = form.cleaned_data["address"]
    outcome = perform(request, subscribing.subscribe, address=address, wishes=form.chosen())
    context = {"reason": "" if outcome.ok else outcome.reason}
    return page(request, "newsletters/asked.html", context, status=200 if outcome.ok else 409)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """For those with an account, from the page."""
    said = _("No more newsletters come.")
    return act(request, subscribing.end, then=reverse("newsletters:index"), said=said)


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Opening a letter's link asks, the button confirms: mail filters open links too."""
    row = queries.subscriber_of_link(viewer_of(request), "confirm", token)
    late = row is not None and tokens.expired(row, clock.now())
    verdict = rules.link_opens(genuine=row is not None, expired=late)
    return _by_link(request, "confirm", token, verdict, subscribing.confirm)


@csrf_exempt  # a mail program sends the one-click form of RFC 8058 without our token
@never_cache
def end(request: HttpRequest, token: str) -> HttpResponse:
    row = queries.subscriber_of_link(viewer_of(request), "end", token)
    verdict = rules.link_opens(genuine=row is not None)
    return _by_link(request, "end", token, verdict, subscribing.end)


def _by_link(
    request: HttpRequest, purpose: str, token: str, verdict: Any, deed: Any
) -> HttpResponse:
    template = f"newsletters/{purpose}.html"
    if not verdict:
        return page(request, template, {"reason": verdict.reason}, status=404)
    if request.method != "POST":
        return page(request, template, {"token": token})
    outcome = perform(request, deed, token=token)
    if outcome.ok:
        return page(request, template, {"done": True})
    return page(request, template, {"reason": outcome.reason}, status=404)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.newsletter(viewer, pk)
    if row.state != row.State.SENT:
        return redirect("newsletters:edit", pk=pk)
    context = {"row": row, "parts": letters.parts(viewer, row)}
    return page(request, "newsletters/page.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    body = exports.feed(viewer_of(request))
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
