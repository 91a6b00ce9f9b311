"""Citizens' pages: the list, one commitment, the half-yearly review, the table."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from zaedno.algorithms.delivery import half_year
from zaedno.core import clock
from zaedno.core.http import page, viewer_of
from zaedno.core.partial_dates import When
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import rules, words
from zaedno.features.commitments.exports import lines
from zaedno.features.commitments.forms import FilterForm
from zaedno.features.commitments.queries import rows as found
from zaedno.platform.cities.choices import with_unit

PER_PAGE = 24
REVIEW_ORDER = ("silent", "moved", "dropped", "under_way", "kept")


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = FilterForm(request.GET, viewer=viewer)
    chosen = form.cleaned_data if form.is_valid() else {}
    as_of = chosen.get("as_of") or clock.today()
    rows = found.with_history(viewer, found.chosen(viewer, chosen)).order_by("due_now", "id")
    part = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "part": part,
        "cards": [card(viewer, row) for row in found.standings(viewer, part, as_of)],
        "as_of": as_of,
        "may_promise": rules.may_promise(viewer),
    }
    return page(request, "commitments/list.html", context)


def card(viewer: Viewer, row: found.Row) -> dict[str, object]:
    """What a template says of a commitment: words beside the numbers they come from."""
    one = row.commitment
    return {
        "one": one,
        "stand": row.stand,
        "tone": words.tone(one, row.stand),
        "delivery": words.delivery(row.stand) if one.counts else "",
        "schedule": words.schedule(row.stand) if one.counts else "",
        "freshness": words.freshness(row.stand) if one.counts else "",
        "value": with_unit(row.stand.value, one.unit),
        "target": with_unit(one.target, one.unit),
        "baseline": with_unit(one.baseline, one.unit),
        "percent": None if row.stand.share is None else round(row.stand.share * 100),
    }


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    one = found.commitment(viewer, pk)
    [row] = found.standings(viewer, [one], clock.today())
    context = {
        **card(viewer, row),
        "may": found.may(viewer, one),
        "readings": [{"row": p, "value": with_unit(p.value, one.unit)} for p in one.progress.all()],
        "kind": "commitments.commitment",
    }
    return page(request, "commitments/detail.html", context)


@require_GET
def review(request: HttpRequest, year: int, half: int) -> HttpResponse:
    """Kept, moved, dropped, silent: how the promises of a half-year stand at its end."""
    viewer = viewer_of(request)
    if half not in (1, 2) or not 2000 <= year <= 2100:
        raise Http404
    first, last = half_year(date(year, 1 if half == 1 else 7, 1))
    day = min(last, clock.today())
    reviewed = found.review(viewer, first, day) if first <= clock.today() else []
    groups = [
        {
            "word": words.reviewed(word),
            "cards": [card(viewer, r.row) for r in reviewed if r.word == word],
        }
        for word in REVIEW_ORDER
    ]
    context = {
        "year": year,
        "half": half,
        "first": When.day(first),
        "last": When.day(day),
        "groups": [g for g in groups if g["cards"]],
        "before": {"year": year - (half == 1), "half": 3 - half},
        "after": {"year": year + (half == 2), "half": 3 - half},
        "total": len(reviewed),
    }
    return page(request, "commitments/review.html", context)


@require_GET
def table(request: HttpRequest) -> StreamingHttpResponse:
    response = StreamingHttpResponse(
        lines(viewer_of(request), clock.today()), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="commitments.csv"'
    return response
