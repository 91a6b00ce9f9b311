"""Writing a form: its pages and questions, each on a page of its own, by plain forms."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.platform.forms import editor_forms, rules
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Form, Page, Question
from zaedno.platform.forms.queries import rows
from zaedno.platform.population import queries as population

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole form with what can be changed in it."""
    viewer = viewer_of(request)
    form = rows.form(viewer, pk)
    verdict = rules.may_edit(viewer, rows.facts(viewer, form))
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    outline = rows.outline(viewer, form)
    context = {
        "form": form,
        "owner": registry.thing(viewer, form.owner_kind, form.owner_id),
        "sheets": [_lines(sheet, outline) for sheet in outline.sheets],
        "kinds": Question.Kind.choices,
        "features": population.features(viewer),
        "may_edit": verdict,
    }
    return page(request, "forms/editor.html", context)


def _lines(sheet: Any, outline: Any) -> dict[str, Any]:
    words = dict(editor_forms.conditions(outline))
    return {
        "page": sheet.page,
        "when": _said(sheet.page, words),
        "lines": [
            (question, outline.codes.get(question.pk, ""), _said(question, words))
            for question in sheet.questions
        ],
    }


def _said(part: Any, words: dict[str, str]) -> str:
    """The condition of a part in words."""
    told = editor_forms.condition_of(part)
    if not told:
        return ""
    said = words.get(told["when"], "")
    return f"{said} {told['number']}" if "number" in told else said


def _address(form: Form) -> str:
    return reverse("forms:editor", args=[form.pk])


def _edited(
    request: HttpRequest, viewer: Viewer, home: Form, shape: Any, action: Any, title: str, **on: Any
) -> HttpResponse:
    return edit(
        request,
        rules.may_edit(viewer, rows.facts(viewer, home)),
        shape,
        action,
        title=title,
        back=_address(home),
        then=_address(home),
        shape=lambda _typed: shape.shaped(),
        **on,
    )


@form_view
def new_page(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    form = rows.form(viewer, pk)
    shape = editor_forms.PageWordsForm(outline=rows.outline(viewer, form), **sent(request))
    return _edited(
        request, viewer, form, shape, partial(editing.write_page, form=form), _("New page")
    )


@form_view
def change_page(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.page(viewer, pk)
    outline, now = rows.outline(viewer, row.form), editor_forms.page_typed(row)
    shape = editor_forms.PageWordsForm(outline=outline, initial=now, **sent(request))
    title, on = _("Change the page"), {"page": row}
    write = partial(editing.write_page, form=row.form)
    return _edited(request, viewer, row.form, shape, write, title, **on)


@form_view
def new_question(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.page(viewer, pk)
    if kind not in Question.Kind.values:
        raise Http404
    outline = rows.outline(viewer, row.form)
    shape = editor_forms.QuestionForm(kind=kind, outline=outline, **sent(request))
    title = _("New question: %(kind)s") % {"kind": Question.Kind(kind).label}
    on = {"page": row, "kind": kind}
    return _edited(request, viewer, row.form, shape, editing.write_question, title, **on)


@require_POST
def ask_group(request: HttpRequest, pk: int) -> HttpResponse:
    """One press: the question with its options comes from the declared population."""
    viewer = viewer_of(request)
    row = rows.page(viewer, pk)
    if not (verdict := rules.may_edit(viewer, rows.facts(viewer, row.form))):
        return refusal(request, verdict.reason)
    feature = request.POST.get("feature", "")
    if feature not in rules.GROUP_QUESTIONS:
        raise Http404
    return act(request, editing.ask_group, then=_address(row.form), page=row, feature=feature)


@form_view
def change_question(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.question(viewer, pk)
    form, now = row.page.form, editor_forms.question_typed(row)
    shape = editor_forms.QuestionForm(
        kind=row.kind, outline=rows.outline(viewer, form), part=row, initial=now, **sent(request)
    )
    title = _("Change the question: %(kind)s") % {"kind": row.get_kind_display()}
    on: dict[str, Any] = {"page": row.page, "question": row}
    if row.key:
        said = _("A ready question: results can be compared as long as its words and scale stay.")
        on["more"] = {"lead": said}
    return _edited(request, viewer, form, shape, editing.write_question, title, **on)


@form_view
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Pictures beside the options, each with what it shows in words."""
    viewer = viewer_of(request)
    row = rows.question(viewer, pk)
    if not row.pictured:
        raise Http404
    shape = editor_forms.PicturesForm(question=row, **sent(request))
    title = _("Pictures beside the options")
    return _edited(request, viewer, row.page.form, shape, editing.set_pictures, title, question=row)


def _part(viewer: Viewer, form: Form, named: str) -> Page | Question:
    """The page or question that a button stands for (`page:3`, `question:7`)."""
    kind, _colon, ident = named.partition(":")
    if not ident.isdigit() or kind not in ("page", "question"):
        raise Http404
    part: Page | Question
    if kind == "page":
        part = rows.page(viewer, int(ident))
        home = part.form_id
    else:
        part = rows.question(viewer, int(ident))
        home = part.page.form_id
    if home != form.pk:
        raise Http404
    return part


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    form = rows.form(viewer, pk)
    if not (verdict := rules.may_edit(viewer, rows.facts(viewer, form))):
        return refusal(request, verdict.reason)
    part = _part(viewer, form, request.POST.get("part", ""))
    up = request.POST.get("way") == "up"
    return act(request, editing.move, then=_address(form), form=form, part=part, up=up)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    form = rows.form(viewer, pk)
    if not (verdict := rules.may_edit(viewer, rows.facts(viewer, form))):
        return refusal(request, verdict.reason)
    part = _part(viewer, form, request.POST.get("part", ""))
    said = _("It is taken out.")
    return act(request, editing.remove, then=_address(form), said=said, form=form, part=part)
