"""Building: start, write, open, approve, freeze, correct."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock, registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, viewer_of
from zaedno.features.reports import actions, rules
from zaedno.features.reports.forms import CorrectForm, OpenForm, StartForm, WriteForm
from zaedno.features.reports.models import Report
from zaedno.features.reports.queries import rows


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    sources = registry.gather("report_sources", viewer)
    of_kind = {
        kind: [(thing.id, thing.title) for thing in sources if thing.kind == kind]
        for kind in (rows.EVENT_KIND, rows.ASSESSMENT_KIND)
    }
    form = StartForm(
        **sent(request),
        events=of_kind[rows.EVENT_KIND],
        assessments=of_kind[rows.ASSESSMENT_KIND],
        initial={"as_of": clock.today()},
    )
    return edit(
        request,
        rules.may_start(viewer),
        form,
        actions.start,
        title=_("Build a report"),
        back=reverse("reports:list"),
        then=url_of,
        more={"label": _("Build it")},
    )


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.report(viewer, slug)
    initial = {name: getattr(row, name) for name in actions.WORDS}
    return edit(
        request,
        rules.may_write(viewer, rows.facts_for(viewer, row)),
        WriteForm(**sent(request), initial=initial),
        actions.write,
        title=_("Write the summary and the words around the figures"),
        back=url_of(row),
        then=url_of(row),
        pk=row.pk,
    )


@require_http_methods(["GET", "POST"])
def open_draft(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.report(viewer, slug)
    return edit(
        request,
        rules.may_move(viewer, rows.facts_for(viewer, row), "open"),
        OpenForm(**sent(request)),
        actions.open_draft,
        title=_("Open the draft for objections"),
        back=url_of(row),
        then=url_of(row),
        more={"label": _("Open the draft")},
        pk=row.pk,
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.report(viewer, slug)
    return edit(
        request,
        rules.may_move(viewer, rows.facts_for(viewer, row), "correct"),
        CorrectForm(**sent(request)),
        actions.correct,
        title=_("Publish a corrected version"),
        back=url_of(row),
        then=url_of(row),
        more={"label": _("Freeze a new version")},
        pk=row.pk,
    )


@require_POST
def approve(request: HttpRequest, slug: str) -> HttpResponse:
    row = rows.report(viewer_of(request), slug)
    said = _("Approved. Freeze it to publish a version that no longer changes.")
    return act(request, actions.approve, then=url_of(row), said=said, pk=row.pk)


@require_POST
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    row = rows.report(viewer_of(request), slug)
    said = _("Frozen and published. The files are ready below the title.")
    return act(request, actions.freeze, then=url_of(row), said=said, pk=row.pk)


def url_of(row: Report) -> str:
    return reverse("reports:detail", args=[row.slug])
