"""The list of surveys, the page of one, its printed sheet, its published results."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zaedno.core import clock, registry
from zaedno.core.http import page, viewer_of
from zaedno.features.surveys import rules
from zaedno.features.surveys.queries import rows, things
from zaedno.features.surveys.views import holding
from zaedno.platform.forms.logic import shown
from zaedno.platform.forms.queries import rows as forms

PER_PAGE = 30


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    viewer, now = viewer_of(request), clock.now()
    part = Paginator(rows.surveys(viewer), PER_PAGE).get_page(request.GET.get("page"))
    lines = [(row, *things.word_of(viewer, row, now)) for row in part]
    context = {"part": part, "lines": lines, "may_make": rules.may_make(viewer)}
    return page(request, "surveys/list.html", context)


@require_safe
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    """Why it is asked, until when, and the way in; for staff what can be done with it."""
    now = clock.now()
    row = rows.survey(viewer_of(request), slug)
    viewer = holding.holder(request, row)
    outline = rows.outline(viewer, row)
    facts = rows.facts(viewer, row, now, outline)
    word, tone = things.word_of(viewer, row, now)
    context = {
        "survey": row,
        "word": word,
        "tone": tone,
        "stage": facts.stage,
        "mine": forms.mine(viewer, row.form),  # type: ignore[arg-type]
        "questions": facts.questions,
        "pages": len(shown(outline, {})),
        "thing": registry.thing(viewer, things.KIND, row.pk),
        "results": rows.published(viewer, row),
        "may": {
            "reply": rules.may_reply(viewer, facts, now),
            "make": rules.may_make(viewer),
            "revise": rules.may_revise(viewer, facts),
            "publish": rules.may_publish(viewer, facts),
            "close": rules.may_close(viewer, facts, now),
            "enter": rules.may_enter(viewer, facts),
        },
    }
    return page(request, "surveys/survey.html", context)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole form on paper, each question with its number."""
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    outline = rows.outline(viewer, row)
    pages: list[Any] = [
        (one.page, [(q, outline.codes.get(q.pk, "")) for q in one.questions])
        for one in outline.sheets
    ]
    return page(request, "surveys/sheet.html", {"survey": row, "pages": pages})
