"""The three questions after a meeting: for whoever took part, with an account or by a letter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zaedno.core.editing import edit, sent
from zaedno.core.http import viewer_of
from zaedno.features.workshops.actions.afterwards import evaluate
from zaedno.features.workshops.forms.people import EvaluationForm
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import evaluation as queries
from zaedno.features.workshops.queries import events
from zaedno.platform.links.private import token_of
from zaedno.platform.links.views import no_such_link


@require_http_methods(["GET", "POST"])
def evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    return _form(request, events.one(viewer_of(request), slug))


@require_http_methods(["GET", "POST"])
@never_cache
def by_letter(request: HttpRequest, slug: str, mark: str, token: str) -> HttpResponse:
    """Whoever has the link was written to; it opens nothing but this form, and that once."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    held = queries.held(event, mark)
    if not constant_time_compare(token, token_of(viewer.city, queries.EVALUATOR, held)):
        return no_such_link(request)
    viewer = viewer.holding(queries.EVALUATOR, held)
    request.viewer = viewer  # type: ignore[attr-defined]
    if verdict := queries.may(viewer, event):
        response = _form(request, event)
    else:  # signing in would change nothing for somebody without an account
        messages.info(request, str(verdict.reason))
        response = redirect("workshops:thanks", slug)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _form(request: HttpRequest, event: Workshop) -> HttpResponse:
    return edit(
        request,
        queries.may(viewer_of(request), event),
        EvaluationForm(**sent(request)),
        evaluate,
        title=_("Three questions about the meeting"),
        back=reverse("workshops:workshop", args=[event.slug]),
        then=reverse("workshops:thanks", args=[event.slug]),
        said=_("Thank you. Nobody can tell which answers are yours."),
        more={
            "label": _("Send the answers"),
            "lead": _("Each question may be left out. Results are shown from five answers on."),
        },
        event=event,
    )
