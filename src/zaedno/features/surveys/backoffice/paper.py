"""Replies on paper: type one in, bring in a table, look at what waits, let it count."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.surveys import printed as printing
from zaedno.features.surveys import rules
from zaedno.features.surveys.actions import paper
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms import imports
from zaedno.platform.forms.forms import SheetForm
from zaedno.platform.forms.queries import rows as replies
from zaedno.platform.places.setup import with_map

form_view = require_http_methods(["GET", "HEAD", "POST"])
LARGEST = 2_000_000


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Table (CSV)"),
        help_text=gettext_lazy(
            "The first line names the columns: sheet, Q1, Q2 and so on. Options stand as numbers."
        ),
    )

    def text(self) -> str:
        return self.cleaned_data["file"].read().decode("utf-8-sig")  # type: ignore[no-any-return]

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > LARGEST:
            raise forms.ValidationError(_("The table is larger than 2 MB. Part it in two."))
        try:
            given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The table is not in UTF-8. Save it so.")) from error
        given.seek(0)
        return given


class PrintForm(forms.Form):
    first = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=999_000,
        initial=1,
        label=gettext_lazy("Number of the first sheet"),
        help_text=gettext_lazy("Leave it out for one sheet with room for a number."),
    )
    copies = forms.IntegerField(
        min_value=1, max_value=printing.MOST_COPIES, initial=10, label=gettext_lazy("Sheets")
    )


def _door(request: HttpRequest, slug: str) -> tuple[Viewer, Survey, Verdict]:
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    return viewer, row, rules.may_enter(viewer, rows.facts(viewer, row, clock.now()))


@require_safe
def queue(request: HttpRequest, slug: str) -> HttpResponse:
    """What was typed in and waits for a second look."""
    _viewer, row, verdict = _door(request, slug)
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    return _queue(request, row, verdict, form=TableForm())


def _queue(request: HttpRequest, row: Survey, verdict: Verdict, **more: Any) -> HttpResponse:
    viewer = viewer_of(request)
    waiting = replies.waiting(viewer, row.form)  # type: ignore[arg-type]
    context = {
        "survey": row,
        "waiting": list(waiting[:200]),
        "by_others": replies.typed_by_others(viewer, waiting).exists(),
        "may_enter": verdict,
        "print": PrintForm(),
        **more,
    }
    wrong = any(getattr(one, "is_bound", False) for one in more.values())
    return page(request, "surveys/paper.html", context, status=422 if wrong else 200)


@require_safe
def printed(request: HttpRequest, slug: str) -> HttpResponse:
    """Sheets to fill in by hand, numbered or with room for a number."""
    viewer, row, verdict = _door(request, slug)
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    form = PrintForm(request.GET)
    if not form.is_valid():
        return _queue(request, row, verdict, form=TableForm(), print=form)
    first, copies = form.cleaned_data["first"], form.cleaned_data["copies"]
    sheets = printing.numbers(row, first, copies) if first else [""]
    made = printing.pdf(viewer, row, rows.outline(viewer, row), sheets)
    response = HttpResponse(made, "application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}-sheets.pdf"'
    return response


@form_view
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, row, verdict = _door(request, slug)
    if not verdict:
        return refusal(request, verdict.reason)
    outline = rows.outline(viewer, row)
    form = SheetForm(request.POST or None, request.FILES or None, outline=outline, answers={})
    if form.is_bound and form.is_valid():
        given = {"sheet": form.number, "answers": form.valid_answers()}
        outcome = perform(request, paper.enter, survey=row, **given)
        if outcome.ok:
            said = _("Sheet %(number)s is entered and waits for a second look.")
            messages.success(request, said % {"number": given["sheet"]})
            return redirect("surveys:enter", slug)
        form.add_error("sheet", str(outcome.reason))
    return _typed(request, row, form, _("Enter a sheet"))


def _typed(request: HttpRequest, row: Survey, form: SheetForm, title: str) -> HttpResponse:
    context = {"survey": row, "form": form, "title": title}
    status = 422 if form.is_bound else 200
    return with_map(viewer_of(request), page(request, "surveys/enter.html", context, status=status))


@form_view
def correct(request: HttpRequest, slug: str, ident: Any) -> HttpResponse:
    """One sheet as it was typed in: compare, put right, let it count."""
    viewer, row, verdict = _door(request, slug)
    if not verdict:
        return refusal(request, verdict.reason)
    reply = replies.waiting_one(viewer, row.form, ident)  # type: ignore[arg-type]
    outline = rows.outline(viewer, row)
    sent = (request.POST or None, request.FILES or None)
    form = SheetForm(*sent, outline=outline, numbered=False, answers=reply.answers)
    if form.is_bound and form.is_valid():
        outcome = perform(
            request, paper.correct, survey=row, reply=reply, answers=form.valid_answers()
        )
        if outcome.ok:
            messages.success(request, _("The correction is kept."))
            return redirect("surveys:paper", slug)
        form.add_error(None, str(outcome.reason))
    title = _("Sheet %(number)s") % {"number": reply.sheet}
    return _typed(request, row, form, title)


@require_POST
def approve(request: HttpRequest, slug: str) -> HttpResponse:
    """One sheet, or all that wait."""
    viewer, row, verdict = _door(request, slug)
    if not verdict:
        return refusal(request, verdict.reason)
    waiting = replies.waiting(viewer, row.form)  # type: ignore[arg-type]
    known = {str(one.pk) for one in waiting}
    asked = request.POST.get("ident", "")
    ids = sorted(known & {asked} if asked else known)
    return act(
        request,
        paper.approve,
        then=reverse("surveys:paper", args=[slug]),
        said=lambda n: ngettext("%(n)d sheet counts.", "%(n)d sheets count.", n) % {"n": n},
        survey=row,
        ids=ids,
    )


@require_POST
def bring_in(request: HttpRequest, slug: str) -> HttpResponse:
    """A table of sheets; one mistake is enough that none of it is taken, and each has its line."""
    viewer, row, verdict = _door(request, slug)
    if not verdict:
        return refusal(request, verdict.reason)
    form = TableForm(request.POST, request.FILES)
    mistakes: list[str] = []
    if form.is_valid():
        read = imports.read(rows.outline(viewer, row), form.text())
        mistakes = read.mistakes
        if not mistakes:
            outcome = perform(request, paper.bring_in, survey=row, sheets=read.sheets)
            if outcome.ok:
                said = ngettext("%(n)d sheet was read.", "%(n)d sheets were read.", outcome.result)
                messages.success(request, said % {"n": outcome.result})
                return redirect("surveys:paper", slug)
            mistakes = [str(outcome.reason)]
    return _queue(request, row, verdict, form=form, mistakes=mistakes)
