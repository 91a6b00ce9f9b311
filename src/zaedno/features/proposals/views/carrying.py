"""A proposal to another process, and many from a table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.proposals import imports
from zaedno.features.proposals.actions import carrying as actions
from zaedno.features.proposals.forms.answering import CopyForm, TableForm
from zaedno.features.proposals.queries import carrying, rows
from zaedno.features.proposals.rules import answering as rules
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes

form_view = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 20


@form_view
def copy(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    found = carrying.targets(viewer, row)
    facts = rows.facts(viewer, row, clock.now())
    return edit(
        request,
        rules.may_copy(viewer, facts, bool(found), False, False),
        CopyForm(targets=found, **sent(request)),
        actions.copy,
        title=_("Copy: %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=lambda made: made.get_absolute_url(),
        said=_("It stands there too. Its authors get a letter."),
        more={"label": _("Copy")},
        proposal=row,
    )


@form_view
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Checked first; taken in only without a fault, and never twice."""
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    verdict = rules.may_import(viewer, carrying.takes(viewer, process))
    if not verdict:
        return refusal(request, verdict.reason)
    form = TableForm(**sent(request))
    table: imports.Table | None = None
    context: dict[str, Any] = {"process": process, "form": form, "columns": imports.COLUMNS}
    if form.is_bound and form.is_valid():
        table = _read(viewer, form)
        if table and not table.faults and "take" in request.POST:
            outcome = perform(request, actions.take_in, process=process, lines=table.lines)
            if outcome.ok:
                return _done(request, process, outcome.result)
            form.add_error(None, str(outcome.reason))
    if table:
        keys = [one["row_key"] for one in table.lines]
        there = carrying.known(viewer, process, keys)
        context |= {"table": table, "there": there, "new": len(keys) - there}
        context["shown"] = table.lines[:SHOWN]
    wrong = form.is_bound and (bool(form.errors) or bool(table and table.faults))
    return page(request, "proposals/take_in.html", context, status=422 if wrong else 200)


def _read(viewer: Viewer, form: TableForm) -> imports.Table | None:
    upload = form.cleaned_data["file"]
    if upload.size > imports.MOST_BYTES:
        form.add_error("file", _("The file is larger than 2 MB."))
        return None
    return imports.read(upload.read(), _known(viewer))


def _known(viewer: Viewer) -> imports.Known:
    """Each district and topic by its short name and by its name in any language."""
    by_district = {
        name.lower(): one.pk for one in districts(viewer) for name in (one.slug, *one.name.values())
    }
    by_theme = {
        name.lower(): one.pk for one in themes(viewer) for name in (one.code, *one.name.values())
    }
    return imports.Known(by_district, by_theme, viewer.lang)


def _done(request: HttpRequest, process: Process, count: int) -> HttpResponse:
    said = ngettext("%(count)d new proposal.", "%(count)d new proposals.", count)
    messages.success(request, said % {"count": count})
    return redirect(reverse("proposals:list", args=[process.slug]))
