"""Describing, correcting and publishing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, sent, source_of
from zaedno.core.http import act, viewer_of
from zaedno.features.partnerships import actions, forms, rules
from zaedno.features.partnerships.views import found_model


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    viewer, source = viewer_of(request), source_of(request, needed=False)
    now = {"theme": source.facts.get("theme_id")} if source else {}
    return edit(
        request,
        rules.may_describe(viewer),
        forms.ModelForm(viewer, initial=now, **sent(request)),
        actions.describe,
        title=_("Describe a model of working together"),
        back=source.url if source else reverse("partnerships:index"),
        then=lambda row: row.get_absolute_url(),
        said=_("The draft is saved. The coordinator publishes it."),
        more={"source": source},
        source=(source.kind, source.id) if source else None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_model(request, pk)
    return edit(
        request,
        rules.may_describe(viewer),
        forms.ModelForm(viewer, initial=forms.typed(row), **sent(request)),
        actions.revise,
        title=_("Correct the model"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        model=row,
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = found_model(request, pk)
    said = _("The model is in the catalogue.")
    return act(request, actions.publish, model=row, then=row.get_absolute_url(), said=said)
