"""All replies to take along: CSV, JSON, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from zaedno.core.http import refusal, viewer_of
from zaedno.features.surveys import rules
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms import exports


@require_safe
def table(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    if not (verdict := rules.may_see_replies(viewer)):
        return refusal(request, verdict.reason)
    outline = rows.outline(viewer, row)
    form = row.form
    lines: Iterator[str]
    if kind == "replies.json":
        lines, content = exports.json_lines(viewer, form, outline), "application/json"  # type: ignore[arg-type]
    elif kind == "columns.csv":
        lines, content = exports.dictionary_lines(outline), "text/csv; charset=utf-8"
    else:
        lines, content = exports.csv_lines(viewer, form, outline), "text/csv; charset=utf-8"  # type: ignore[arg-type]
    response = StreamingHttpResponse(lines, content)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{kind}"'
    return response
