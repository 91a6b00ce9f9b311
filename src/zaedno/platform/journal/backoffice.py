"""The journal with names for the coordinator; stuck deliveries for the operator."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.platform.journal import actions, exports, rules
from zaedno.platform.journal.forms import FilterForm
from zaedno.platform.journal.queries import deeds


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_read(viewer.has(*rules.READERS))):
        return refusal(request, verdict.reason)
    form = FilterForm(request.GET)
    asked = form.asked()
    entries, following = deeds.entries(viewer, asked)
    filters = request.GET.copy()
    filters.pop("before", None)
    names = deeds.names_of(viewer, {asked.person}) if asked.person else {}
    context = {
        "form": form,
        "entries": entries,
        "following": following,
        "filters": filters.urlencode(),
        "only": names.get(asked.person, ""),
        "asked": asked,
    }
    return page(request, "journal/journal.html", context)


@require_safe
def table(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_read(viewer.has(*rules.READERS))):
        return refusal(request, verdict.reason)
    lines = exports.table(viewer, FilterForm(request.GET).asked())
    return _file(lines, "text/csv; charset=utf-8", "journal.csv")


@require_safe
def log(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    """The whole log for the verifier; other cities' rows as hashes only."""
    viewer = viewer_of(request)
    if not (verdict := rules.may_read(viewer.has(*rules.READERS))):
        return refusal(request, verdict.reason)
    return _file(exports.log(viewer.city.pk), "application/jsonl", "journal.jsonl")


def _file(lines: Any, content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def stuck(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_mend(viewer.has(*rules.MENDERS))):
        return refusal(request, verdict.reason)
    return page(request, "journal/stuck.html", {"deliveries": deeds.stuck(viewer)[:200]})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_mend(viewer.has(*rules.MENDERS))):
        return refusal(request, verdict.reason)
    delivery = deeds.delivery(viewer, pk)
    if delivery is None:
        raise Http404
    said = _("It will be tried again in a moment.")
    return act(request, actions.retry, then=reverse("journal:stuck"), said=said, delivery=delivery)
