"""Paper: printing numbered sheets, and typing them in, one sheet on one screen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core.editing import sent
from zaedno.core.http import act, page, perform, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions import paper as actions
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.exports import paper as exports
from zaedno.features.workshops.forms.paper import PrintForm, SheetEntry, note_choices
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.paper import PaperSheet
from zaedno.features.workshops.queries import boards, events
from zaedno.features.workshops.queries import paper as queries
from zaedno.features.workshops.rules import paper as rules
from zaedno.features.workshops.rules.roles import as_counter

MOST = 200


@require_http_methods(["GET", "POST"])
@door(as_counter)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The form comes back empty, with the next number in it and what was typed in before below."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    voting = boards.open_voting(viewer, event.pk)
    form = SheetEntry(
        boards.boards(viewer, event.pk),
        boards.kinds(viewer),
        **sent(request),
        initial={"number": queries.waiting(viewer, event), "code": event.join_code},
        dots=voting.dots if voting else None,
    )
    if form.is_bound and form.is_valid():
        outcome = perform(request, actions.enter_sheet, event=event, **form.shaped())
        if outcome.ok:
            row = outcome.result
            messages.success(request, rules.said_of(row.number, row.notes, row.dots))
            return redirect(reverse("workshops:paper", args=[slug]))
        form.add_error(None, str(outcome.reason))
    return _desk(request, viewer, event, form)


def _desk(request: HttpRequest, viewer: Viewer, event: Workshop, form: SheetEntry) -> HttpResponse:
    listed = queries.entered(viewer, event)
    voting = form.dots > 0
    here = boards.notes(viewer).filter(workshop=event).order_by("id") if voting else []
    context = {
        "event": event,
        "form": form,
        "notes": note_choices(here),
        "print_form": PrintForm(queries.steps(viewer, event)),
        "may": {"print": rules.may_print(viewer, state=event.state)},
        "entered": [(s, rules.said_of(s.number, s.notes, s.dots)) for s in listed],
        "code": event.join_code,
        "last": queries.last_number(viewer, event),
    }
    return page(request, "workshops/paper/desk.html", context, status=422 if form.is_bound else 200)


@require_POST
@door(as_counter)
def print_sheets(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    form = PrintForm(queries.steps(viewer, event), request.POST)
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {"count": 0, "step": ""}
    step = queries.step(viewer, event, int(given["step"])) if given["step"] else None

    def printed(numbers: tuple[int, int]) -> str:
        first, last = numbers
        return f"{_page(slug)}?{urlencode({'first': first, 'last': last})}"

    return act(
        request,
        actions.print_sheets,
        event=event,
        count=given["count"],
        step=step,
        then=printed,
        back=reverse("workshops:paper", args=[slug]),
    )


def _page(slug: str) -> str:
    return reverse("workshops:sheets_page", args=[slug])


@require_safe
@door(as_counter)
def sheets_page(request: HttpRequest, slug: str) -> HttpResponse:
    """For the browser's own printing: a page for each sheet."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    found = _asked(request, viewer, event)
    context: dict[str, Any] = {
        "event": event,
        "code": event.join_code,
        "words": exports.words(),
        "pages": exports.pages(viewer, event, found),
        "asked": request.GET.urlencode(),
    }
    return page(request, "workshops/paper/print.html", context)


@require_safe
@door(as_counter)
def sheets_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    body = exports.pdf(viewer, event, _asked(request, viewer, event))
    headers = {"Content-Disposition": f'inline; filename="{slug}-sheets.pdf"'}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _asked(request: HttpRequest, viewer: Viewer, event: Workshop) -> list[PaperSheet]:
    """Which numbers to print; without any, one blank sheet."""
    first, last = (request.GET.get(name, "") for name in ("first", "last"))
    if not (first.isdigit() and last.isdigit()):
        return []
    return queries.printed(viewer, event, int(first), min(int(last), int(first) + MOST - 1))
