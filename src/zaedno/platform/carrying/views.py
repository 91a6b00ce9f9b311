"""Have a process made into a file and download it; send one in and see what came of it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import permits
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.platform.carrying import forms, rules, words
from zaedno.platform.carrying.actions import arriving, packing, working
from zaedno.platform.carrying.models import DAYS_KEPT, Arrival, Packing
from zaedno.platform.carrying.queries import files
from zaedno.platform.processes.queries import rows as processes


@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest, slug: str) -> HttpResponseBase:
    """How far the file has come; sent, it is made unless it is there."""
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    if not (verdict := rules.may_carry(viewer)):
        return refusal(request, verdict.reason)
    if request.method == "POST":
        again = "again" in request.POST
        outcome = perform(request, packing.pack, process=process, again=again)
        if not outcome.ok:
            return refusal(request, outcome.reason, kind=outcome.kind)
        working.at_once(outcome.result, packing.work)
        return redirect(request.path)
    row = files.packing(viewer, process)
    context = {
        "process": process,
        "row": row,
        "state": row.state if row else "",
        "days": DAYS_KEPT,
        "live": packing.board(process.pk),
    }
    return page(request, "carrying/out.html", context)


@require_POST
def download(request: HttpRequest, slug: str) -> HttpResponseBase:
    process = processes.process(viewer_of(request), slug)
    outcome = perform(request, packing.take_out, process=process)
    if not outcome.ok:
        return refusal(request, outcome.reason, kind=outcome.kind)
    row: Packing = outcome.result
    try:
        content = row.content.open("rb")
    except FileNotFoundError:
        reason = _("The file is gone from the server's disk. Make it again.")
        return refusal(request, reason, kind="state")
    return FileResponse(content, as_attachment=True, filename=f"{slug}.zip")


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponseBase:
    def shape(typed: dict[str, Any]) -> dict[str, Any]:
        return {"upload": typed["upload"], "size": typed["upload"].size}

    def read(row: Arrival) -> str:
        working.at_once(row, arriving.work)
        return request.path

    viewer = viewer_of(request)
    may = rules.may_carry(viewer)
    arrivals = [(one, words.counted(one.counts)) for one in files.arrivals(viewer)] if may else []
    return edit(
        request,
        may,
        forms.BringForm(**sent(request)),
        arriving.send_in,
        title=_("Bring in a process"),
        back=reverse("processes:index"),
        then=read,
        said=_("The file has arrived. What comes of it stands below."),
        shape=shape,
        template="carrying/in.html",
        more={
            "arrivals": arrivals,
            "reading": any(one.state == one.State.WAITING for one, _told in arrivals),
            "live": arriving.board(viewer.city.pk),
            "permit": permits.large(request.path),
        },
    )
