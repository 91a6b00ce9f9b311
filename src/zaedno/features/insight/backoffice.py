"""The desk of whoever reads out a process: themes, sorting, lines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.insight import forms, rules
from zaedno.features.insight.actions import lines as line_actions
from zaedno.features.insight.actions import themes as theme_actions
from zaedno.features.insight.models import REST
from zaedno.features.insight.queries import rows, suggestions
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes

MOST_SHOWN = 200
form_view = require_http_methods(["GET", "HEAD", "POST"])


def _desk_url(process: Process) -> str:
    return reverse("insight:desk", args=[process.slug])


@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    if not (verdict := rules.may_read_out(viewer)):
        return refusal(request, verdict.reason)
    counts = rows.counts(viewer, process)
    themes = list(rows.themes(viewer, process))
    context = {
        "process": process,
        "counts": counts,
        "reading": rows.reading(viewer, process),
        "themes": [(one, counts.themes.get(one.pk, 0)) for one in themes],
        "lines": list(rows.lines(viewer, process)),
        "words": suggestions.words(viewer, process),
        "may_add": rules.may_add_theme(viewer, len(themes)),
    }
    return page(request, "insight/desk.html", context)


@require_POST
def sort(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)

    def said(changed: bool) -> str:
        return _("Sorted anew.") if changed else _("Nothing was said since; all stays as it is.")

    there = _desk_url(process)
    return act(request, theme_actions.sort, then=there, said=said, process=process)


@form_view
def add_theme(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    back = _desk_url(process)
    begun = {"seeds": request.GET.get("seeds", "")[:600]}
    return edit(
        request,
        rules.may_add_theme(viewer, rows.themes(viewer, process).count()),
        forms.ThemeForm(initial=begun, **sent(request)),
        theme_actions.add_theme,
        title=_("New theme"),
        back=back,
        then=back,
        template="insight/theme_form.html",
        more={"process": process, "words": suggestions.words(viewer, process)},
        process=process,
    )


@form_view
def change_theme(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    theme = rows.theme(viewer, processes.process(viewer, slug), code)
    back = _desk_url(theme.process)
    now = {"title": theme.title, "seeds": theme.seeds}
    return edit(
        request,
        rules.may_read_out(viewer),
        forms.ThemeForm(initial=now, **sent(request)),
        theme_actions.change_theme,
        title=_("Change the theme"),
        back=back,
        then=back,
        template="insight/theme_form.html",
        more={"process": theme.process, "theme": theme, "words": []},
        theme=theme,
    )


@require_POST
def remove_theme(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    theme = rows.theme(viewer, processes.process(viewer, slug), code)
    said = _("The theme is removed; what stood in it was sorted anew.")
    return act(
        request, theme_actions.remove_theme, then=_desk_url(theme.process), said=said, theme=theme
    )


@form_view
def place(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Tick what stands wrong and say where it belongs."""
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    shown = _first(viewer, process, code)
    themes = list(rows.themes(viewer, process))
    back = reverse("insight:theme", args=[process.slug, code])

    def shape(typed: dict[str, Any]) -> dict[str, Any]:
        there = {one.code: one for one in themes}
        return {"refs": typed["refs"], "theme": there.get(typed["theme"])}

    return edit(
        request,
        rules.may_read_out(viewer),
        forms.PlaceForm(shown=shown, themes=themes, **sent(request)),
        theme_actions.place,
        title=_("Move contributions"),
        back=back,
        then=back,
        said=_("Moved. They stay there whatever words the themes get."),
        shape=shape,
        process=process,
    )


def _first(viewer: Viewer, process: Process, code: str) -> list[Any]:
    """The newest of a theme, as many as one page can offer for a choice."""
    if code != REST:
        rows.theme(viewer, process, code)
    found = rows.within(viewer, process, code)[:MOST_SHOWN]
    return rows.opened(viewer, [(one.kind, one.ident) for one in found])


@form_view
def write_line(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    shown = _first(viewer, process, code)
    return edit(
        request,
        rules.may_read_out(viewer),
        forms.LineForm(shown=shown, **sent(request)),
        line_actions.write_line,
        title=_("Write a line"),
        back=reverse("insight:theme", args=[process.slug, code]),
        then=lambda made: made.get_absolute_url(),
        said=_("The line is kept as a draft. Publish it from this page."),
        process=process,
        theme=None if code == REST else rows.theme(viewer, process, code),
    )


@form_view
def change_line(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    line = rows.line(viewer, pk)
    chosen = rows.opened(viewer, rows.sources(viewer, line))
    near = _first(viewer, line.process, line.theme.code if line.theme else REST)
    shown = {(one.kind, one.id): one for one in [*chosen, *near]}
    now = {
        "text": line.text,
        "view": line.view,
        "refs": [f"{one.kind}:{one.id}" for one in chosen],
    }
    return edit(
        request,
        rules.may_read_out(viewer),
        forms.LineForm(shown=list(shown.values()), initial=now, **sent(request)),
        line_actions.change_line,
        title=_("Change the line"),
        back=line.get_absolute_url(),
        then=line.get_absolute_url(),
        line=line,
    )


def _button(request: HttpRequest, pk: int, action: Any, said: str, then: str = "") -> HttpResponse:
    line = rows.line(viewer_of(request), pk)
    address = line.get_absolute_url()
    return act(request, action, then=then or address, back=address, said=said, line=line)


@require_POST
def publish_line(request: HttpRequest, pk: int) -> HttpResponse:
    return _button(request, pk, line_actions.publish_line, _("The line is public."))


@require_POST
def withdraw_line(request: HttpRequest, pk: int) -> HttpResponse:
    return _button(request, pk, line_actions.withdraw_line, _("The line is a draft again."))


@require_POST
def remove_line(request: HttpRequest, pk: int) -> HttpResponse:
    there = _desk_url(rows.line(viewer_of(request), pk).process)
    return _button(request, pk, line_actions.remove_line, _("The line is removed."), there)
