"""The declared figures, for everybody; changing them, for the coordinator."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core.editing import edit, sent
from zaedno.core.http import page, viewer_of
from zaedno.platform.population import actions, forms, queries, rules
from zaedno.platform.population.models import Group


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.groups(viewer)
    features = [
        (code, label, found.get(code, []), sum(row.people for row in found.get(code, [])))
        for code, label in Group.Feature.choices
    ]
    context = {"features": features, "may": rules.may_declare(viewer)}
    return page(request, "population/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, feature: str) -> HttpResponse:
    if feature not in Group.Feature.values:
        raise Http404
    viewer = viewer_of(request)
    there = queries.groups(viewer).get(feature, [])
    listed = [rules.Declared(row.code, row.name, row.people) for row in there]
    now: dict[str, Any] = {"groups": rules.written(listed)}
    if there:
        now |= {"source": there[0].source, "as_of": there[0].as_of}
    return edit(
        request,
        rules.may_declare(viewer),
        forms.GroupsForm(initial=now, **sent(request)),
        actions.declare,
        title=_("Population: %(feature)s") % {"feature": Group.Feature(feature).label.lower()},
        back=reverse("population:index"),
        then=reverse("population:index"),
        said=_("The figures are declared."),
        feature=feature,
    )
