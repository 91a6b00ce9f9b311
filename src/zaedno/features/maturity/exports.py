"""Frameworks and results as files that anybody can read and recompute from."""

from __future__ import annotations

from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core.http import refusal, viewer_of
from zaedno.features.maturity import rules
from zaedno.features.maturity.queries import assessments as queries
from zaedno.features.maturity.queries.results import freeze_drying


@require_safe
def framework_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The version as a YAML file: change a copy and import it under another identifier."""
    found = queries.framework(viewer_of(request), pk)
    body = yaml.safe_dump(found.data, allow_unicode=True, sort_keys=False, width=1000)
    name = f"{found.code}-{found.version}.yaml"
    return HttpResponse(
        body,
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def results_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The aggregate (never a single answer), all scores and, once frozen, the hashes."""
    viewer = viewer_of(request)
    row = queries.assessment(viewer, pk)
    if not row.public:
        return refusal(request, rules.may_see_results(queries.facts_for(viewer, row)).reason)
    body: dict[str, Any] = {
        "title": dict(row.title),
        "city": row.city.slug,
        "receipt": row.receipt,
        "state": row.state,
        "illustrative": row.illustrative,
        "sha256": row.snapshot_hash,
        "results": row.snapshot or freeze_drying(viewer, row),
    }
    if row.illustrative:
        body["notice"] = _("DEMO DATA")
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    kind = "DEMO-" if row.illustrative else ""
    name = f"{kind}maturity-{row.city.slug}-{row.as_of}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
