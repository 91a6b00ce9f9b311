"""Reading what people said: the summing-up, the themes, and every contribution behind them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core.charts import Bar, BarChart
from zaedno.core.http import page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.insight import exports, rules
from zaedno.features.insight.models import REST, Line, Theme
from zaedno.features.insight.queries import people, rows
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes

PER_PAGE = 30


@require_safe
def process(request: HttpRequest, slug: str) -> HttpResponse:
    """The lines first, each with its sources; then themes, likeness, and who took part."""
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    counts, themes = rows.counts(viewer, row), list(rows.themes(viewer, row))
    lines = [one for one in rows.lines(viewer, row) if one.published_at]
    reading = rows.reading(viewer, row)
    context = {
        "process": row,
        "counts": counts,
        "reading": reading,
        "groups": _by_view(lines),
        "chart": _chart(row, themes, counts),
        "alike": len(reading.alike) if reading else 0,  # as last sorted; none is opened for it
        "people": people.compared(viewer, reading),
        "may": rules.may_read_out(viewer),
    }
    return page(request, "insight/process.html", context)


def _by_view(lines: list[Line]) -> list[tuple[str, str, list[Line]]]:
    """What many say, where people differ, and what few say: the last is never left out."""
    return [
        (view.value, str(view.label), [one for one in lines if one.view == view])
        for view in Line.View
    ]


def _chart(row: Process, themes: list[Theme], counts: rows.Counts) -> BarChart | None:
    if not themes or not counts.all:
        return None
    bars = [
        Bar(str(one.title), counts.themes.get(one.pk, 0), one.get_absolute_url()) for one in themes
    ]
    bars.sort(key=lambda bar: -bar.value)
    rest = Bar(_("in no theme"), counts.rest, rest_url(row), faint=True)
    return BarChart(
        title=_("Contributions by theme"),
        bars=(*bars, rest),
        label_head=_("Theme"),
        value_head=_("Contributions"),
    )


def rest_url(row: Process) -> str:
    return reverse("insight:theme", args=[row.slug, REST])


def _shown(viewer: Viewer, found: Any, request: HttpRequest) -> dict[str, Any]:
    """One page of contributions as things, each with the words it was found by."""
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    refs = [(one.kind, one.ident) for one in part]
    things = {(one.kind, one.id): one for one in rows.opened(viewer, refs)}
    return {
        "part": part,
        "said": [(things[ref], one) for ref, one in zip(refs, part, strict=True) if ref in things],
    }


@require_safe
def theme(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    found = None if code == REST else rows.theme(viewer, row, code)
    context = {
        "process": row,
        "theme": found,
        "code": code,
        "title": found.title if found else _("In no theme"),
        "lines": [one for one in rows.lines(viewer, row) if found and one.theme_id == found.pk
                  and one.published_at],
        "may": rules.may_read_out(viewer),
        **_shown(viewer, rows.within(viewer, row, code), request),
    }  # fmt: skip
    return page(request, "insight/theme.html", context)


@require_safe
def unsaid(request: HttpRequest, slug: str) -> HttpResponse:
    """What no line rests on: a summing-up shows what it leaves out."""
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    context = {
        "process": row,
        "title": _("In no line of the summing-up"),
        **_shown(viewer, rows.unsaid(viewer, row), request),
    }
    return page(request, "insight/theme.html", context)


@require_safe
def alike(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    context = {"process": row, "groups": rows.alike(viewer, rows.reading(viewer, row))}
    return page(request, "insight/alike.html", context)


@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.line(viewer, pk)
    if row.process.state == Process.State.DRAFT and not rules.may_read_out(viewer):
        raise Http404
    refs = rows.sources(viewer, row)
    shown = rows.opened(viewer, refs)
    facts = rows.line_facts(viewer, row, shown)
    context = {
        "line": row,
        "process": row.process,
        "sources": shown,
        "gone": len(refs) - len(shown),
        "may": {
            "read_out": rules.may_read_out(viewer),
            "publish": rules.may_publish(viewer, facts),
            "withdraw": rules.may_withdraw(viewer, facts),
            "remove": rules.may_remove(viewer, facts),
        },
    }
    return page(request, "insight/line.html", context)


@require_safe
def table(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    response = StreamingHttpResponse(exports.lines(viewer, row), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-contributions.csv"'
    return response


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = processes.process(viewer, slug)
    answer = JsonResponse(exports.document(viewer, row), json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{slug}-insight.json"'
    return answer
