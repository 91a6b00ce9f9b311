"""The library of indicators and the register of mechanisms, for everybody."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.features.indicators import charts, exports, queries, rules
from zaedno.features.indicators.models import Indicator, Mechanism, Use
from zaedno.platform.cities.choices import with_unit
from zaedno.platform.cities.queries import themes


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The library in the order of the chain."""
    viewer = viewer_of(request)
    by = [
        Filter("chain", _("Place in the chain"), choices(Indicator.Chain.choices)),
        Filter("theme", _("Theme"), choices((t.code, t.name) for t in themes(viewer))),
        Filter("source", _("Source"), choices(Indicator.Source.choices)),
    ]
    rows = list(queries.listed(viewer, **read(request, *by)))
    parts = [
        (word, [_line(row) for row in rows if row.chain == value])
        for value, word in Indicator.Chain.choices
    ]
    context = {
        "count": len(rows),
        "parts": [(word, lines) for word, lines in parts if lines],
        "filters": by,
        "may": {"measure": rules.may_measure(viewer)},
    }
    return page(request, "indicators/index.html", context)


def _line(row: Indicator) -> dict[str, object]:
    newest = queries.latest(row)
    return {
        "row": row,
        "newest": newest,
        "value": with_unit(newest.value if newest else None, row.unit),
        "baseline": with_unit(row.baseline, row.unit),
        "target": with_unit(row.target, row.unit),
    }


def found_indicator(request: HttpRequest, pk: int) -> Indicator:
    row = queries.indicator(viewer_of(request), pk)
    if row is None:
        raise Http404
    return row


@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_indicator(request, pk)
    newest = queries.latest(row)
    context = {
        **_line(row),
        "indicator": row,
        "thing": registry.thing(viewer, queries.INDICATOR, row.pk),
        "chart": charts.series(row),
        "way": rules.way(row.baseline, row.target, newest.value if newest else None),
        "points": [(p, with_unit(p.value, row.unit)) for p in queries.points(viewer, row)],
        "measured": queries.measured(viewer, row),
        "may": {"measure": rules.may_measure(viewer)},
    }
    return page(request, "indicators/indicator.html", context)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    lines = exports.table(viewer_of(request))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="indicators.csv"'
    return answer


@require_safe
def mechanisms(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = list(queries.mechanisms(viewer))
    years = [
        (year, list(found)) for year, found in groupby(rows, key=lambda row: row.started.first.year)
    ]
    context = {
        "years": years,
        "count": len(rows),
        "may": {"measure": rules.may_measure(viewer)},
    }
    return page(request, "indicators/mechanisms.html", context)


def found_mechanism(request: HttpRequest, pk: int) -> Mechanism:
    row = queries.mechanism(viewer_of(request), pk)
    if row is None:
        raise Http404
    return row


@require_safe
def mechanism(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_mechanism(request, pk)
    uses = [(use, with_unit(use.value, use.unit)) for use in row.uses.all()]
    context = {
        "mechanism": row,
        "thing": registry.thing(viewer, queries.MECHANISM, row.pk),
        "before": [line for line in uses if line[0].phase == Use.Phase.BEFORE],
        "after": [line for line in uses if line[0].phase == Use.Phase.AFTER],
        "may": {"measure": rules.may_measure(viewer)},
    }
    return page(request, "indicators/mechanism.html", context)
