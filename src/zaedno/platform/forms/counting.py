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


def count(
    questions: Iterable[Question],
    replies: Iterable[Mapping[str, Any]],
    locate: Locate = nowhere,
) -> dict[int, dict[str, Any]]:
    """What was answered to each question; `locate` gives the district of a place."""
    counts = {str(one.pk): Count(one) for one in questions}
    for answers in replies:
        for key, one in counts.items():
            if key in answers:
                one.add(answers[key], locate)
    return {one.question.pk: one.data() for one in counts.values()}


def steps_of(question: Question) -> list[str]:
    """The codes of a question that puts each reply into one group."""
    if question.kind == Kind.SCALE:
        low, high = question.scale
        return [str(at) for at in range(low, high + 1)]
    return [code for code, _words in question.choices()] + (["other"] if question.other else [])


def cross(
    question: Question, group: Question, replies: Iterable[Mapping[str, Any]]
) -> list[list[int]]:
    """How many of each group chose each answer; both questions have one answer each."""
    rows, columns = steps_of(question), steps_of(group)
    at = {code: place for place, code in enumerate(rows)}
    beside = {code: place for place, code in enumerate(columns)}
    table = [[0] * len(columns) for _row in rows]
    for answers in replies:
        one, other = answers.get(str(question.pk)), answers.get(str(group.pk))
        if one is None or other is None:
            continue
        row, column = at.get(codes(one)[0]), beside.get(codes(other)[0])
        if row is not None and column is not None:
            table[row][column] += 1
    return table
