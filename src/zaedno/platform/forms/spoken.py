"""Answers in words, for whoever reads one reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.algorithms import geometry
from zaedno.core.partial_dates import When
from zaedno.platform.forms.forms import OTHER, options, steps
from zaedno.platform.forms.models import Question

Kind = Question.Kind


@dataclass(frozen=True)
class Spoken:
    question: Question
    words: str
    file: str = ""


def spoken(questions: Iterable[Question], answers: Mapping[str, Any], lang: str) -> list[Spoken]:
    """Each question that was seen, with its answer; passed over where there is none."""
    return [
        _one(one, answers[str(one.pk)], lang)
        for one in questions
        if one.asks and str(one.pk) in answers
    ]


def _one(question: Question, value: Any, lang: str) -> Spoken:
    if value is None:
        return Spoken(question, pgettext("question", "no answer"))
    if question.kind == Kind.FILE:
        return Spoken(question, value["name"], value["file"])
    return Spoken(question, _words(question, value, lang))


def _words(question: Question, value: Any, lang: str) -> str:
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        names = dict(options(question))
        told = [str(names.get(code, code)) for code in value["chosen"] if code != OTHER]
        return ", ".join([*told, *([value[OTHER]] if value.get(OTHER) else [])])
    if question.kind == Kind.RANKING:
        names = dict(question.choices())
        return "; ".join(f"{at}. {names.get(str(one), one)}" for at, one in enumerate(value, 1))
    if question.kind == Kind.MATRIX:
        names = dict(question.choices())
        rows = dict(question.lines())
        return "; ".join(f"{rows[row]}: {names.get(str(one), one)}" for row, one in value.items())
    if question.kind == Kind.SCALE:
        return str(dict(steps(question)).get(str(value), value))
    if question.kind == Kind.DATE:
        return When.day(date.fromisoformat(value)).show(lang)
    if question.kind == Kind.CONSENT:
        return _("yes")
    if question.places:
        lines = "; ".join(geometry.written(value.get("place")).splitlines())
        return " ".join(one for one in (value.get("words", ""), lines) if one)
    return f"{value:g}" if isinstance(value, float) else str(value)
