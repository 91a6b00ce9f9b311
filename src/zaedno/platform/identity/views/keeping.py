"""A form sent before it is known who sent it: kept, led to the key, and done after that."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.actions import Ctx
from zaedno.core.http import KEPT, page, viewer_of
from zaedno.core.verdict import Sentence
from zaedno.platform.identity.actions import keeping
from zaedno.platform.identity.middleware import seen_by
from zaedno.platform.identity.models import Kept
from zaedno.platform.identity.queries import persons
from zaedno.platform.identity.queries.providers import opens_both
from zaedno.platform.identity.rules import ACCOUNT, RESIDENT

BACK = "identity.back"
OURS = ("csrfmiddlewaretoken",)


def way_in(request: HttpRequest, reason: Sentence, needs: str) -> HttpResponse:
    """Keep what was sent, say what is missing, and lead there; afterwards it goes on from here."""
    if request.method == "POST":
        _keep(request)
    else:
        request.session[BACK] = request.get_full_path()
    messages.info(request, str(reason))
    if needs == ACCOUNT:
        return redirect_to_login(reverse("identity:go_on"))
    if needs == RESIDENT and viewer_of(request).clerk:
        return redirect("identity:verify_here")
    if needs == RESIDENT and (viewer_of(request).somebody or opens_both(viewer_of(request))):
        return redirect("identity:mine")
    return redirect("identity:email")


def _keep(request: HttpRequest) -> None:
    body = request.POST.copy()
    for name in OURS:
        body.pop(name, None)
    if request.FILES:
        messages.info(request, _("Your words are kept. Add the files once more at the end."))
    before = persons.kept(viewer_of(request), request.session.get(KEPT))
    path = request.get_full_path()[:500]
    ctx = Ctx(viewer=viewer_of(request))  # without the form's key: that is for the deed itself
    made = keeping.keep(ctx, path=path, body=body.urlencode(), instead_of=before)
    request.session[KEPT] = str(made.pk)
    request.session[BACK] = request.path


def mine(request: HttpRequest) -> Kept | None:
    return persons.kept(viewer_of(request), request.session.get(KEPT))


def after(request: HttpRequest) -> HttpResponse:
    """Somebody has just shown who they are: do what was kept, or go back to where they were."""
    row = mine(request)
    if row is None:
        return redirect(request.session.pop(BACK, None) or "home")
    answer = send(request, row)
    if request.session.get(KEPT) != str(row.pk):
        return answer  # kept anew: one more key is missing
    closed = answer.get("Location", "").startswith(resolve_url(settings.LOGIN_URL))
    if closed or not 300 <= answer.status_code < 400:
        return redirect("identity:go_on")  # not done, and not lost: its own page says why
    _forget(request, row)
    return answer


def send(request: HttpRequest, row: Kept) -> HttpResponse:
    """The kept form, sent once more to its own page, now with a sender."""
    parts = urlsplit(row.path)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return redirect("home")
    asked: Any = request
    asked.method, asked.path, asked.path_info = "POST", parts.path, parts.path
    asked.GET, asked.POST = QueryDict(parts.query), QueryDict(row.body)
    asked._files = MultiValueDict()
    asked.resolver_match = match
    asked.viewer = SimpleLazyObject(lambda: seen_by(request))
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return answer


def _forget(request: HttpRequest, row: Kept) -> None:
    request.session.pop(KEPT, None)
    request.session.pop(BACK, None)
    keeping.drop(Ctx(viewer=viewer_of(request)), kept=row)


@never_cache
@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """What was kept, with one button that sends it from its own page."""
    row = mine(request)
    if row is None:
        request.session.pop(KEPT, None)
        return redirect(request.session.pop(BACK, None) or "home")
    fields = [(name, value) for name, values in QueryDict(row.body).lists() for value in values]
    shown = {"kept": row, "fields": fields, "back": request.session.get(BACK) or reverse("home")}
    return page(request, "identity/go_on.html", shown)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    row = mine(request)
    back = request.session.get(BACK) or reverse("home")
    if row is not None:
        _forget(request, row)
        messages.success(request, _("What you wrote is deleted."))
    return redirect(back)
