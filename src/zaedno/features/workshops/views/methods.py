"""The methods: what each is for, its plan with scripts, its file to share; taking one in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core.editing import sent
from zaedno.core.http import page, perform, viewer_of
from zaedno.core.report import SECTIONS
from zaedno.features.workshops.actions.methods import take_in_method
from zaedno.features.workshops.backoffice.door import door
from zaedno.features.workshops.choices import Method
from zaedno.features.workshops.forms.methods import MethodFileForm
from zaedno.features.workshops.methods import checking
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.queries import methods as queries
from zaedno.features.workshops.rules.methods import SHOWN
from zaedno.features.workshops.rules.roles import as_planner
from zaedno.platform.forms.ready import text_of

YAML = "application/yaml; charset=utf-8"


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Each method with all its versions, newest first."""
    viewer = viewer_of(request)
    known = list(queries.known(viewer).values())
    rows = [
        (newest, [t for t in reversed(known) if t.id == newest.id])
        for newest in queries.newest(viewer)
    ]
    context = {"rows": rows, "may": {"take_in": as_planner(viewer)}}
    return page(request, "workshops/methods/list.html", context)


@require_safe
def method(request: HttpRequest, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.one(viewer, code)
    names = dict(Board.Kind.choices)
    parts = [
        (part, str(Method(part.method).label), [str(names[kind]) for kind in part.boards])
        for part in found.agenda
    ]
    context = {
        "method": found,
        "parts": parts,
        "boards": [(str(names[kind]), found.asks.get(kind)) for kind in found.boards],
        "evaluation": [text_of(one) for one in found.evaluation] if found.agenda else [],
        "outline": [str(SECTIONS[name]) for name in found.outline],
        "may": {"call": as_planner(viewer)},
    }
    return page(request, "workshops/methods/method.html", context)


@require_safe
def method_file(request: HttpRequest, code: str) -> HttpResponse:
    """The file as it is: another city takes it in without a change."""
    body = queries.source(viewer_of(request), code)
    headers = {"Content-Disposition": f'attachment; filename="{code}.yaml"'}
    return HttpResponse(body, content_type=YAML, headers=headers)


@require_http_methods(["GET", "POST"])
@door(as_planner)
def take_in(request: HttpRequest) -> HttpResponse:
    """Every mistake is named with its place; nothing is kept before all of them are mended."""
    form = MethodFileForm(**sent(request))
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        text = form.cleaned_data["text"]
        _data, problems = checking.read(text)
        if not problems:
            origin = form.cleaned_data["origin"]
            outcome = perform(request, take_in_method, text=text, origin=origin)
            if outcome.ok:
                messages.success(request, _("The method is here. Call a workshop with it."))
                return redirect(reverse("workshops:method", args=[str(outcome.result)]))
            problems = [str(outcome.reason)]
    context = {"form": form, "problems": problems[:SHOWN], "more": len(problems[SHOWN:])}
    status = 422 if form.is_bound else 200
    return page(request, "workshops/methods/take_in.html", context, status=status)
