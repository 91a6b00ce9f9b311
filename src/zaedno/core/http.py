"""From a request to a deed and back to a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from zaedno.core import registry
from zaedno.core.actions import Ctx
from zaedno.core.verdict import Conflict, Refused, Sentence
from zaedno.core.viewer import Viewer

KEPT = "identity.kept"  # in the session: a deed that waits until it is shown who sends it


@dataclass(frozen=True)
class Outcome:
    """What came of a deed: `result` when it was done, `reason` when a rule refused it."""

    ok: bool
    result: Any = None
    reason: Sentence = ""
    kind: str = ""
    needs: str = ""


def viewer_of(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]


def ctx_of(request: HttpRequest) -> Ctx:
    key = request.POST.get("key", "").replace("\0", "")[:120]
    return Ctx(viewer=viewer_of(request), key=key)


def perform(request: HttpRequest, action: Callable[..., Any], **inputs: Any) -> Outcome:
    """Do a deed for the person behind the request; a refusal comes back as a sentence."""
    try:
        return Outcome(True, action(ctx_of(request), **inputs))
    except Refused as refused:
        no = refused.verdict
        return Outcome(False, reason=no.reason, kind=no.kind, needs=no.needs)
    except Conflict:
        reason = _("This form was already sent with other content. Open the page again.")
        return Outcome(False, reason=reason, kind="conflict")


def act(
    request: HttpRequest,
    action: Callable[..., Any],
    *,
    then: str | Callable[[Any], str],
    said: Sentence | Callable[[Any], Sentence] = "",
    back: str = "",
    aloud: Sentence = "",
    **inputs: Any,
) -> HttpResponse:
    """A button: do it and go on to `then`; a refusal is said on the page one came from.

    A script that asks for JSON gets the sentence to say aloud and stays where it is.
    `aloud` is what a clerk reads back to the person before it is done.
    """
    if aloud and "again" in request.POST:
        return redirect(back or (then if isinstance(then, str) else request.path))
    if aloud and (first := read_back(request, aloud, ())) is not None:
        return first
    outcome = perform(request, action, **inputs)
    if outcome.ok and callable(said):
        said = said(outcome.result)
    if request.headers.get("Accept") == "application/json":
        sentence = str(said if outcome.ok else outcome.reason)
        answer = {"ok": outcome.ok, "said": sentence}
        return JsonResponse(answer, status=200 if outcome.ok else 409)
    if outcome.ok:
        if said:
            messages.success(request, str(said))
        return redirect(then(outcome.result) if callable(then) else then)
    if outcome.kind == "role":
        return refusal(request, outcome.reason, outcome.needs)
    messages.error(request, str(outcome.reason))
    return redirect(back or (then if isinstance(then, str) else request.path))


def read_back(
    request: HttpRequest, title: Sentence, said: Sequence[tuple[Any, str]]
) -> HttpResponse | None:
    """At a counter: what is about to be sent, for reading aloud; nothing is done before."""
    if viewer_of(request).clerk is None or "read_back" in request.POST:
        return None
    ours = ("csrfmiddlewaretoken", "again")
    typed = [(n, v) for n, vs in request.POST.lists() if n not in ours for v in vs]
    context = {"title": title, "said": said, "typed": typed}
    return render(request, "core/read_back.html", context)


def way_back(request: HttpRequest, usual: str) -> str:
    """Where a form that stands on several pages leads: the page of ours named by `?back=`."""
    wanted = request.GET.get("back", "")
    ours = url_has_allowed_host_and_scheme(wanted, None)
    return wanted if ours and wanted.startswith("/") else usual


def refusal(
    request: HttpRequest, reason: Sentence, needs: str = "", kind: str = "role"
) -> HttpResponse:
    """A door closed to this person, or (`kind` is "state") to everybody by where things stand:
    the way to what is needed, sign in first, or read why."""
    if needs:
        return way_in(request, reason, needs)
    if not viewer_of(request).signed_in:
        if reason:
            messages.info(request, str(reason))
        return redirect_to_login(request.get_full_path())
    return render(request, "core/refused.html", {"reason": reason, "kind": kind}, status=403)


def way_in(request: HttpRequest, reason: Sentence, needs: str) -> HttpResponse:
    """Keep what was sent and lead to the missing key; who does so lives on a higher floor."""
    answer: HttpResponse = registry.function(settings.ZAEDNO_WAY_IN)(request, reason, needs)
    return answer


def onward(request: HttpRequest, usual: str) -> str:
    """Where somebody goes on who just came in: back to what was kept for them, else as usual."""
    return reverse("identity:go_on") if KEPT in request.session else usual


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    return render(request, template, context or {}, status=status)


def behind_link(response: HttpResponse) -> HttpResponse:
    """A page whose address is its key: no search engine lists it and no other site is told of it.

    Its own forms say where they come from: without that browsers send them with no origin at all.
    """
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
