"""Which pages and questions a reader sees after what was answered so far. Pure, and the same on
every device: it runs on the server.

A question counts as answered only while it is itself shown: whoever goes back and changes the
answer that opened a question leaves nothing behind that nobody sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zaedno.platform.forms.models import Conditional, Page, Question

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """A page with its questions, in order."""

    page: Page
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Outline:
    """The whole form in order; `codes` are the numbers printed beside questions (Q1, Q2, …)."""

    sheets: tuple[Sheet, ...]
    codes: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Outline:
        made = tuple(sheets)
        asked = (q for sheet in made for q in sheet.questions if q.asks)
        return cls(made, {q.pk: f"Q{number}" for number, q in enumerate(asked, 1)})

    def questions(self) -> Iterator[Question]:
        """Everything that is asked, without the texts between."""
        for sheet in self.sheets:
            yield from (q for q in sheet.questions if q.asks)


def given(value: Any) -> list[str]:
    """What was chosen or typed, as words to compare with."""
    if value is None:
        return []
    if isinstance(value, dict):
        return [str(one) for one in value.get("chosen", value.values())]
    if isinstance(value, list):
        return [str(one) for one in value]
    if value is True:
        return ["yes"]
    return [str(value)]


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def is_met(part: Conditional, answers: Answers) -> bool:
    """Whether a page or question is shown after these answers."""
    if part.when_question_id is None:
        return True
    value = answers.get(str(part.when_question_id))
    found, wanted = given(value), part.when_value
    if part.when_op == Conditional.Op.AT_LEAST:
        number, limit = _number(value), _number(wanted)
        return number is not None and limit is not None and number >= limit
    if part.when_op == Conditional.Op.CONTAINS:
        return any(wanted == one or (isinstance(value, str) and wanted in one) for one in found)
    return found == [wanted]


def shown(outline: Outline, answers: Answers) -> list[Sheet]:
    """The pages with the questions that are shown; a page on which nothing is left is passed."""
    seen: dict[str, Any] = {}
    found = []
    for sheet in outline.sheets:
        if not is_met(sheet.page, seen):
            continue
        kept = []
        for question in sheet.questions:
            if is_met(question, seen):
                kept.append(question)
                if answers.get(str(question.pk)) is not None:
                    seen[str(question.pk)] = answers[str(question.pk)]
        if kept:
            found.append(Sheet(sheet.page, tuple(kept)))
    return found


def asked(outline: Outline, answers: Answers) -> list[Question]:
    """What is shown now, all pages on one."""
    return [one for sheet in shown(outline, answers) for one in sheet.questions]


def settled(outline: Outline, answers: Answers) -> dict[str, Any]:
    """Answers as they are counted: null where a question was seen and skipped, nothing unseen."""
    return {
        str(question.pk): answers.get(str(question.pk))
        for sheet in shown(outline, answers)
        for question in sheet.questions
        if question.asks
    }


def missing(outline: Outline, answers: Answers) -> list[tuple[int, Question]]:
    """Required questions without an answer, each with the number of its page."""
    return [
        (number, question)
        for number, sheet in enumerate(shown(outline, answers), 1)
        for question in sheet.questions
        if question.required and question.asks and answers.get(str(question.pk)) is None
    ]


def backwards(outline: Outline) -> Conditional | None:
    """A part shown by an answer that is not asked before it; None where all is in order."""
    before: set[int] = set()
    for sheet in outline.sheets:
        parts: list[Conditional] = [sheet.page, *sheet.questions]
        for part in parts:
            if part.when_question_id is not None and part.when_question_id not in before:
                return part
            if isinstance(part, Question):
                before.add(part.pk)
    return None


def held_in(answers: Mapping[str, Any]) -> set[str]:
    """The keys of the files in these answers.

    >>> held_in({"7": {"file": "k1", "name": "a.png", "size": 8}, "9": "k2", "11": None})
    {'k1'}
    """
    return {one["file"] for one in answers.values() if isinstance(one, dict) and "file" in one}
