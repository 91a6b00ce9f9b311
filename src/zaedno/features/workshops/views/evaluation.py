"""Questions about a meeting: for whoever took part, with an account, from a seat or by a letter."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zaedno.core.editing import edit, sent
from zaedno.core.http import behind_link, viewer_of
from zaedno.features.workshops.actions.evaluation import evaluate
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import evaluation as queries
from zaedno.features.workshops.queries import events
from zaedno.platform.forms.beneath import BeneathForm, beneath
from zaedno.platform.links.private import token_of
from zaedno.platform.links.views import no_such_link
from zaedno.platform.places.setup import with_map


@require_http_methods(["GET", "POST"])
def evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    return _form(request, events.one(viewer_of(request), slug))


@require_http_methods(["GET", "POST"])
@never_cache
def by_letter(request: HttpRequest, slug: str, mark: str, token: str) -> HttpResponse:
    """Whoever has the link took part; it opens nothing but this form, and that once."""
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
    return behind_link(response)


def _form(request: HttpRequest, event: Workshop) -> HttpResponse:
    viewer = viewer_of(request)
    verdict = queries.may(viewer, event)
    found = queries.of(viewer, event) if verdict else None
    asked = beneath(queries.outline(viewer, found), sent(request)) if verdict else None
    drawn = edit(
        request,
        verdict,
        asked or forms.Form(),
        evaluate,
        title=_("How was the meeting?"),
        back=reverse("workshops:workshop", args=[event.slug]),
        then=reverse("workshops:thanks", args=[event.slug]),
        said=_("Thank you. Nobody can tell which answers are yours."),
        shape=lambda _typed: _answers(asked),
        template="workshops/evaluation.html",
        more={"event": event, "until": queries.facts(event, found).closes},
        event=event,
    )
    return with_map(viewer, drawn) if asked and asked.has_places else drawn


def _answers(asked: BeneathForm | None) -> dict[str, object]:
    return {"answers": asked.valid_answers() if asked else {}}
