"""Count replies one by one: what is kept grows with the questions, never with the replies.

The base of a question is who saw it. A reply that saw and skipped it counts as skipped; one that
never came to it does not count at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zaedno.platform.forms.models import Question

Kind = Question.Kind
REST = "rest"  # places whose district is not known, or is not told apart
MOST_EXAMPLES = 200
Locate = Callable[[Any], str]
CODED = (Kind.SINGLE, Kind.MULTIPLE, Kind.CONSENT, Kind.SCALE)


def nowhere(_place: Any) -> str:
    """Where no districts are asked for."""
    return REST


@dataclass
class Count:
    """One question: how many saw it, how many answered, and what."""

    question: Question
    seen: int = 0
    answered: int = 0
    chosen: Counter[str] = field(default_factory=Counter)
    points: Counter[str] = field(default_factory=Counter)  # of a ranking
    examples: list[Any] = field(default_factory=list)  # places and files, for staff alone
    total: float = 0.0
    smallest: float | None = None
    largest: float | None = None

    def add(self, value: Any, locate: Locate = nowhere) -> None:
        self.seen += 1
        if value is None:
            return
        self.answered += 1
        kind = self.question.kind
        if kind in CODED:
            self.chosen.update(set(codes(value)))
        elif self.question.places:
            self.chosen[locate(value.get("place"))] += 1
        elif kind == Kind.RANKING:
            self._rank(value)
        elif kind == Kind.MATRIX:
            self.chosen.update(f"{row}:{column}" for row, column in value.items())
        if (self.question.places or kind == Kind.FILE) and len(self.examples) < MOST_EXAMPLES:
            self.examples.append(value)
        if kind in (Kind.SCALE, Kind.NUMBER):
            self._measure(float(value))

    def _rank(self, order: list[str]) -> None:
        """Borda: with n options the first place gives n - 1 points, the last and unranked none."""
        most = len(self.question.options) - 1
        self.points.update({code: most - place for place, code in enumerate(order)})
        self.chosen[order[0]] += 1

    def _measure(self, value: float) -> None:
        self.total += value
        self.smallest = value if self.smallest is None else min(self.smallest, value)
        self.largest = value if self.largest is None else max(self.largest, value)

    def data(self) -> dict[str, Any]:
        """Numbers only, as they are kept when a result is published."""
        return {
            "seen": self.seen,
            "answered": self.answered,
            "chosen": dict(self.chosen),
            "points": dict(self.points),
            "mean": self.total / self.answered if self.answered else None,
            "smallest": self.smallest,
            "largest": self.largest,
            "examples": self.examples,
        }


def codes(value: Any) -> list[str]:
    """The options behind an answer to a question with options or steps."""
    if isinstance(value, dict):
        return [str(one) for one in value.get("chosen", ())]
    return ["yes"] if value is True else [str(value)]


class Counting:
    """Several questions, counted side by side in one pass over the replies."""

    def __init__(self, questions: Iterable[Question], locate: Locate = nowhere) -> None:
        self.counts = {str(one.pk): Count(one) for one in questions}
        self.locate = locate

    def add(self, answers: Mapping[str, Any]) -> None:
        for key, one in self.counts.items():
            if key in answers:
                one.add(answers[key], self.locate)

    def data(self) -> dict[int, dict[str, Any]]:
        return {one.question.pk: one.data() for one in self.counts.values()}


def count(
    questions: Iterable[Question],
    replies: Iterable[Mapping[str, Any]],
    locate: Locate = nowhere,
) -> dict[int, dict[str, Any]]:
    """What was answered to each question; `locate` gives the district of a place."""
    found = Counting(questions, locate)
    for answers in replies:
        found.add(answers)
    return found.data()


def steps_of(question: Question) -> list[str]:
    """The codes of a question that puts each reply into one group."""
    if question.kind == Kind.SCALE:
        low, high = question.scale
        return [str(at) for at in range(low, high + 1)]
    return [code for code, _words in question.choices()] + (["other"] if question.other else [])


class Crossing:
    """How many of each group chose each answer; both questions have one answer each."""

    def __init__(self, question: Question, group: Question) -> None:
        self.question, self.group = question, group
        rows, columns = steps_of(question), steps_of(group)
        self.rows = {code: place for place, code in enumerate(rows)}
        self.columns = {code: place for place, code in enumerate(columns)}
        self.table = [[0] * len(columns) for _row in rows]

    def add(self, answers: Mapping[str, Any]) -> None:
        one, other = answers.get(str(self.question.pk)), answers.get(str(self.group.pk))
        if one is None or other is None:
            return
        row, column = self.rows.get(codes(one)[0]), self.columns.get(codes(other)[0])
        if row is not None and column is not None:
            self.table[row][column] += 1


def cross(
    question: Question, group: Question, replies: Iterable[Mapping[str, Any]]
) -> list[list[int]]:
    """One table of two questions."""
    found = Crossing(question, group)
    for answers in replies:
        found.add(answers)
    return found.table
