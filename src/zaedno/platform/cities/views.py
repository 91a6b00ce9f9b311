"""The programme, its tracks and their cities; the journey in two lanes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zaedno.core import registry
from zaedno.core.http import page, viewer_of
from zaedno.core.things import TimelineEntry
from zaedno.platform.cities import queries

LANES = ("local", "programme")


@require_GET
def programme(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "programme": getattr(viewer.city, "programme", None),
        "tracks": queries.tracks(viewer),
        "figures": queries.figures(viewer),
        "districts": queries.districts(viewer),
        "themes": queries.themes(viewer),
    }
    return page(request, "cities/programme.html", context)


@require_GET
def track(request: HttpRequest, slug: str) -> HttpResponse:
    shown = queries.track_page(viewer_of(request), slug)
    if shown is None:
        raise Http404
    return page(request, "cities/track.html", shown)


@require_GET
def timeline(request: HttpRequest) -> HttpResponse:
    """Every room tells its dates; `?lane=local` narrows to one of the two lanes."""
    entries: list[TimelineEntry] = registry.gather("timeline", viewer_of(request))
    lane = request.GET.get("lane", "")
    shown = [e for e in entries if lane not in LANES or e.lane == lane]
    years: dict[int, list[TimelineEntry]] = {}
    for entry in sorted(shown, key=lambda e: (e.date, e.lane)):
        years.setdefault(entry.date.first.year, []).append(entry)
    context = {
        "years": years,
        "lane": lane,
        "lanes": [("local", _("In the city")), ("programme", _("In the programme"))],
    }
    return page(request, "cities/timeline.html", context)
