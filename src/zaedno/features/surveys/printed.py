"""A survey on paper as a tagged PDF: question numbers for the desk, a number on each sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.press.process import set_to_paper
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Survey
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import Question

LAYOUT = Path(__file__).resolve().parent / "press" / "sheet.typ"
MOST_COPIES = 100
Kind = Question.Kind
LINES: dict[str, int] = {
    str(kind): lines
    for kind, lines in (
        (Kind.SHORT, 1),
        (Kind.LONG, 5),
        (Kind.NUMBER, 1),
        (Kind.DATE, 1),
        (Kind.POINT, 2),
        (Kind.LINE, 2),
        (Kind.AREA, 2),
    )
}


def pdf(viewer: Viewer, survey: Survey, outline: Outline, sheets: list[str]) -> bytes:
    """One copy for each number; an empty number leaves room to write one."""
    return set_to_paper(data(viewer, survey, outline, sheets), "pdf", LAYOUT)


def data(viewer: Viewer, survey: Survey, outline: Outline, sheets: list[str]) -> dict[str, Any]:
    city: Any = viewer.city
    return {
        "lang": viewer.lang,
        "title": str(survey.title),
        "purpose": str(survey.purpose),
        "publisher": str(city.name),
        "mark": _("DEMO DATA") if survey.illustrative else "",
        "sheets": sheets,
        "words": {
            "sheet": _("Sheet number"),
            "other": _("Other, namely"),
            "yes": _("yes"),
            "row": _("Row"),
            "how": _("Mark with a cross. Leave out what you do not wish to answer."),
        },
        "pages": [_page(number, sheet, outline) for number, sheet in enumerate(outline.sheets, 1)],
    }


def _page(number: int, sheet: Any, outline: Outline) -> dict[str, Any]:
    return {
        "title": str(sheet.page.title) or _("Page %(n)d") % {"n": number},
        "text": str(sheet.page.text),
        "questions": [_question(one, outline.codes.get(one.pk, "")) for one in sheet.questions],
    }


def _question(question: Question, code: str) -> dict[str, Any]:
    """A file cannot lie on a sheet; the question stands there, so that the numbers agree."""
    return {
        "code": code,
        "kind": question.kind,
        "text": str(question.text),
        "hint": str(question.hint),
        "options": question.choices(),
        "rows": question.lines(),
        "other": question.other,
        "steps": [str(at) for at in question.steps()] if question.kind == Kind.SCALE else [],
        "low": str(question.low_label),
        "high": str(question.high_label),
        "lines": LINES.get(question.kind, 0),
    }


def numbers(survey: Survey, first: int, copies: int) -> list[str]:
    """`12-0001` and so on: the survey before the dash, so that sheets of two are not mixed up."""
    return [f"{survey.pk}-{at:04d}" for at in range(first, first + copies)]
