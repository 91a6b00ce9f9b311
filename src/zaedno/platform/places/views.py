"""The outlines as data; the coordinator's settings of the map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core.editing import edit, sent
from zaedno.core.http import viewer_of
from zaedno.platform.places import actions, forms, queries, rules
from zaedno.platform.places.setup import with_map


@require_safe
def outlines(request: HttpRequest) -> JsonResponse:
    response = JsonResponse(queries.collection(viewer_of(request)))
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.city_map(viewer)
    now = {}
    if row:
        point = {"type": "Point", "coordinates": [row.lon, row.lat]}
        now = {"middle": point, "zoom": row.zoom, "tiles": row.tiles, "credit": row.credit}
    response = edit(
        request,
        rules.may_set_map(viewer),
        forms.MapForm(initial=now, **sent(request)),
        actions.set_map,
        title=_("The city's map"),
        back=reverse("cities:settings"),
        then=reverse("places:settings"),
        said=_("The map is set."),
        shape=forms.words,
        template="places/settings.html",
        more={"outlines": queries.outlines(viewer)},
    )
    return with_map(viewer, response)


@require_http_methods(["GET", "HEAD", "POST"])
def set_outlines(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    return edit(
        request,
        rules.may_set_map(viewer),
        forms.OutlinesForm(viewer=viewer, **sent(request)),
        actions.outline,
        title=_("Outlines of the districts"),
        back=reverse("places:settings"),
        then=reverse("places:settings"),
        said=_("The outlines are kept."),
        shape=lambda typed: {"areas": typed["file"]},
    )
