"""The coordinator's page about the city: colours, published numbers, dates of the journey."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.platform.cities import actions, forms, queries, rules


def _shown(request: HttpRequest, status: int = 200, **sent: Any) -> HttpResponse:
    """The page with its three forms; a form that was sent comes back with its errors."""
    viewer = viewer_of(request)
    city: Any = viewer.city
    face = {"primary": city.primary, "accent": city.accent}
    context = {
        "face_form": forms.FaceForm(initial=face, auto_id="face_%s"),
        "figure_form": forms.FigureForm(auto_id="figure_%s"),
        "milestone_form": forms.MilestoneForm(auto_id="milestone_%s"),
        "figures": queries.figures(viewer),
        **sent,
    }
    return page(request, "cities/settings.html", context, status=status)


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    may = rules.may_set_city(viewer_of(request))
    return _shown(request) if may else refusal(request, may.reason)


def _saved(
    request: HttpRequest,
    name: str,
    form: django_forms.Form,
    deed: Callable[..., Any],
    **inputs: Any,
) -> HttpResponse:
    may = rules.may_set_city(viewer_of(request))
    if not may:
        return refusal(request, may.reason)
    if form.is_valid():
        outcome = perform(request, deed, **inputs, **form.cleaned_data)
        if outcome.ok:
            return redirect("cities:settings")
        form.add_error(None, str(outcome.reason))
    return _shown(request, 422, **{name: form})


@require_POST
def set_face(request: HttpRequest) -> HttpResponse:
    form = forms.FaceForm(request.POST, auto_id="face_%s")
    return _saved(request, "face_form", form, actions.set_face)


@require_POST
def record_figure(request: HttpRequest) -> HttpResponse:
    form = forms.FigureForm(request.POST, auto_id="figure_%s")
    city = viewer_of(request).city
    return _saved(request, "figure_form", form, actions.record_figure, owner=city)


@require_POST
def record_milestone(request: HttpRequest) -> HttpResponse:
    form = forms.MilestoneForm(request.POST, auto_id="milestone_%s")
    city = viewer_of(request).city
    return _saved(request, "milestone_form", form, actions.record_milestone, owner=city)
