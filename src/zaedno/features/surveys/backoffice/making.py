"""Plan, correct, publish, copy and close a survey."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, viewer_of
from zaedno.features.surveys import forms, rules
from zaedno.features.surveys.actions import making
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    asked = request.GET.get("process", "")
    process = rows.processes_with_stage(viewer).filter(slug=asked).first() if asked else None
    initial = {"process": process, "who": Survey.Who.EVERYBODY}
    return edit(
        request,
        rules.may_make(viewer),
        forms.SurveyForm(viewer=viewer, initial=initial, **sent(request)),
        making.plan,
        title=_("New survey"),
        back=reverse("surveys:list"),
        then=lambda made: reverse("forms:editor", args=[made.form_id]),
        said=_("The draft is there. Now write its questions."),
        shape=forms.typed,
    )


@form_view
def revise(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    return edit(
        request,
        rules.may_revise(viewer, rows.facts(viewer, row, clock.now())),
        forms.SurveyForm(viewer=viewer, initial=forms.now_typed(row), **sent(request)),
        making.revise,
        title=_("Change the survey"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        shape=forms.typed,
        survey=row,
    )


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    row = rows.survey(viewer_of(request), slug)
    said = _("The survey is published. Replies that were tests are wiped.")
    return act(request, making.publish, then=row.get_absolute_url(), said=said, survey=row)


@require_POST
def close(request: HttpRequest, slug: str) -> HttpResponse:
    row = rows.survey(viewer_of(request), slug)
    said = _("The survey is closed. Nothing tells any more who sent which reply.")
    return act(request, making.close, then=row.get_absolute_url(), said=said, survey=row)


@require_POST
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    row = rows.survey(viewer_of(request), slug)
    return act(
        request,
        making.copy,
        then=lambda made: reverse("surveys:revise", args=[made.slug]),
        back=row.get_absolute_url(),
        said=_("This is a copy with the same questions. Set its days."),
        survey=row,
    )
