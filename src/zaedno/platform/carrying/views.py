"""Download a process whole, and bring one in."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import perform, refusal, viewer_of
from zaedno.platform.carrying import actions, forms, out, rules
from zaedno.platform.processes.queries import rows as processes


@require_POST
def take_out(request: HttpRequest, slug: str) -> HttpResponseBase:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    outcome = perform(request, actions.take_out, process=process)
    if not outcome.ok:
        return refusal(request, outcome.reason)
    packed = out.pack(viewer, process)
    return FileResponse(packed, as_attachment=True, filename=f"{slug}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponseBase:
    def shape(typed: dict[str, Any]) -> dict[str, Any]:
        return {"upload": typed["upload"], "size": typed["upload"].size}

    return edit(
        request,
        rules.may_carry(viewer_of(request)),
        forms.BringForm(**sent(request)),
        actions.bring_in,
        title=_("Bring in a process"),
        back=reverse("processes:index"),
        then=lambda made: made.get_absolute_url(),
        said=_("The process is here with all it held. Read it through once."),
        shape=shape,
        more={"label": _("Bring in")},
    )
