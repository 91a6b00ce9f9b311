"""Replies as CSV and JSON, streamed: however many there are, only some stand in memory at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from zaedno.algorithms import geometry
from zaedno.core import tables
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.forms import OTHER
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import Form, Question
from zaedno.platform.forms.queries import rows

AT_ONCE = 2000
FIXED = ("day", "channel", "language")
NOT_SEEN, SKIPPED = "", "skipped"
Kind = Question.Kind


def columns(question: Question, code: str) -> list[str]:
    """One column; with "other" or a place one more, with a matrix one for each row."""
    if question.places:
        return [code, f"{code}_words"]
    if question.kind == Kind.MATRIX:
        return [f"{code}_{row}" for row, _words in question.lines()]
    if question.other:
        return [code, f"{code}_{OTHER}"]
    return [code]


def cells(question: Question, answers: dict[str, Any]) -> list[object]:
    """Empty where the question was not seen, a word where it was skipped."""
    wide = len(columns(question, ""))
    key = str(question.pk)
    if key not in answers:
        return [NOT_SEEN] * wide
    value = answers[key]
    if value is None:
        return [SKIPPED] * wide
    if question.kind == Kind.MATRIX:
        return [value.get(row, SKIPPED) for row, _words in question.lines()]
    if question.places:
        lines = geometry.written(value.get("place")).splitlines()
        return ["; ".join(lines), value.get("words", "")]
    if question.kind == Kind.FILE:
        return [value["name"]]
    if isinstance(value, dict):
        told: list[object] = [";".join(value["chosen"])]
        return [*told, value.get(OTHER, "")] if question.other else told
    if isinstance(value, list):
        return [";".join(str(one) for one in value)]
    return ["yes" if value is True else value]


def csv_lines(
    viewer: Viewer, form: Form, outline: Outline, about: Sequence[str] = FIXED
) -> Iterator[str]:
    """`about` names what is told of each reply besides; in a small circle it would tell whose."""
    asked = list(outline.questions())
    heads = [name for q in asked for name in columns(q, outline.codes[q.pk])]
    return tables.lines(
        [*about, *heads],
        (
            [
                *(one for name, one in zip(FIXED, told, strict=True) if name in about),
                *(cell for q in asked for cell in cells(q, answers)),
            ]
            for *told, answers in _replies(viewer, form)
        ),
    )


def beside_lines(
    viewer: Viewer,
    form: Form,
    titles: Sequence[str],
    things: Iterable[tuple[str, Sequence[object]]],
    *,
    answered: bool = False,
) -> Iterator[str]:
    """The answers laid beside things: `things` are their receipts and first columns, in order."""
    outline = rows.outline(viewer, form)
    asked = list(outline.questions())
    heads = [name for q in asked for name in columns(q, outline.codes[q.pk])]
    return tables.lines([*titles, *heads], _beside(viewer, form, asked, things, answered))


def _beside(
    viewer: Viewer, form: Form, asked: list[Question], things: Iterable[Any], answered: bool
) -> Iterator[list[object]]:
    left = iter(things)
    while part := list(islice(left, AT_ONCE)):
        laid = rows.beside(viewer, form, [receipt for receipt, _first in part])
        for receipt, first in part:
            reply = laid.get(receipt)
            if reply is not None or not answered:
                told = reply.answers if reply else {}
                yield [*first, *(cell for q in asked for cell in cells(q, told))]


def _replies(viewer: Viewer, form: Form) -> Iterator[tuple[Any, str, str, dict[str, Any]]]:
    """In the order of their random numbers, which tells nothing of when they came."""
    found = rows.replies(viewer, form).order_by("pk")
    yield from found.values_list("day", "channel", "lang", "answers").iterator(AT_ONCE)


def dictionary(outline: Outline) -> list[dict[str, Any]]:
    """What each column means: question, kind, and what its numbers stand for."""
    return [
        {
            "column": name,
            "question": dict(question.text),
            "kind": question.kind,
            "row": dict(question.rows[at]) if question.kind == Kind.MATRIX else None,
            "options": {str(n): one for n, one in enumerate(question.options, 1)},
            "not_seen": NOT_SEEN,
            "skipped": SKIPPED,
        }
        for question in outline.questions()
        for at, name in enumerate(columns(question, outline.codes[question.pk]))
    ]


def dictionary_lines(outline: Outline) -> Iterator[str]:
    heads = ("column", "kind", "question_bg", "question_en", "row_bg", "options")
    return tables.lines(
        heads,
        (
            [
                one["column"],
                one["kind"],
                one["question"].get("bg", ""),
                one["question"].get("en", ""),
                (one["row"] or {}).get("bg", ""),
                json.dumps(one["options"], ensure_ascii=False),
            ]
            for one in dictionary(outline)
        ),
    )


def json_lines(viewer: Viewer, form: Form, outline: Outline) -> Iterator[str]:
    """One document: the columns first, then the replies one after another."""
    code = {str(q.pk): outline.codes[q.pk] for q in outline.questions()}
    yield f'{{"columns": {json.dumps(dictionary(outline), ensure_ascii=False)},\n"replies": ['
    comma = "\n"
    for day, channel, lang, answers in _replies(viewer, form):
        told = {code[key]: value for key, value in answers.items() if key in code}
        one = {"day": str(day or ""), "channel": channel, "language": lang, "answers": told}
        yield comma + json.dumps(one, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"
