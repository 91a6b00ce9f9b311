"""Which questions are shown; what is counted of what was answered."""

from __future__ import annotations

from typing import Any

import pytest

from zaedno.platform.forms.counting import count, cross
from zaedno.platform.forms.logic import Outline, Sheet, backwards, missing, settled, shown
from zaedno.platform.forms.models import Page, Question


def asked(pk: int, kind: str = "single", **more: Any) -> Question:
    options = [{"bg": "а"}, {"bg": "б"}, {"bg": "в"}]
    return Question(pk=pk, kind=kind, text={"bg": f"в{pk}"}, options=options, **more)


def outline(*pages: tuple[Question, ...]) -> Outline:
    return Outline.of(Sheet(Page(pk=at), questions) for at, questions in enumerate(pages, 1))


def when(pk: int, op: str, value: str) -> dict[str, Any]:
    return {"when_question_id": pk, "when_op": op, "when_value": value}


@pytest.mark.parametrize(
    ("op", "wanted", "answer", "expected"),
    [
        ("is", "1", {"chosen": ["1"]}, True),
        ("is", "1", {"chosen": ["2"]}, False),
        ("is", "1", {"chosen": ["1", "2"]}, False),
        ("contains", "2", {"chosen": ["1", "2"]}, True),
        ("contains", "bus", "by bus", True),
        ("at_least", "3", 3, True),
        ("at_least", "3", 2.5, False),
        ("at_least", "3", "many", False),
        ("is", "yes", True, True),
        ("is", "1", None, False),
    ],
)
def test_conditions(op: str, wanted: str, answer: Any, expected: bool) -> None:
    form = outline((asked(1), asked(2, **when(1, op, wanted))))
    seen = [q.pk for sheet in shown(form, {"1": answer}) for q in sheet.questions]
    assert (2 in seen) is expected


def test_an_answer_that_is_not_seen_opens_nothing() -> None:
    form = outline(
        (asked(1),), (asked(2, **when(1, "is", "1")),), (asked(3, **when(2, "is", "1")),)
    )
    one = {"chosen": ["1"]}
    assert list(settled(form, {"1": one, "2": one})) == ["1", "2", "3"]
    assert settled(form, {"1": {"chosen": ["2"]}, "2": one, "3": one}) == {"1": {"chosen": ["2"]}}


def test_required_counts_only_where_it_is_seen() -> None:
    form = outline((asked(1),), (asked(2, required=True, **when(1, "is", "1")),))
    assert missing(form, {"1": {"chosen": ["2"]}}) == []
    assert [(page, q.pk) for page, q in missing(form, {"1": {"chosen": ["1"]}})] == [(2, 2)]


def test_backwards_conditions_are_found() -> None:
    assert backwards(outline((asked(1, **when(2, "is", "1")), asked(2)))) is not None
    assert backwards(outline((asked(2), asked(1, **when(2, "is", "1"))))) is None


def test_the_base_is_who_saw_the_question() -> None:
    replies = [{"1": {"chosen": ["1", "2"]}}, {"1": None}, {}, {"1": {"chosen": ["2"]}}]
    found = count([asked(1, "multiple")], replies)[1]
    assert (found["seen"], found["answered"]) == (3, 2)
    assert found["chosen"] == {"1": 1, "2": 2}


def test_ranking_by_points_and_by_first_places() -> None:
    replies = [{"1": ["1", "2", "3"]}, {"1": ["2", "1"]}, {"1": ["3"]}]
    found = count([asked(1, "ranking")], replies)[1]
    assert found["points"] == {"1": 3, "2": 3, "3": 2}
    assert found["chosen"] == {"1": 1, "2": 1, "3": 1}


def test_a_scale_has_a_mean_without_those_who_skipped() -> None:
    found = count([asked(1, "scale")], [{"1": 2}, {"1": None}, {"1": 5}])[1]
    assert (found["mean"], found["seen"], found["answered"]) == (3.5, 3, 2)


def test_two_questions_crossed() -> None:
    replies = [
        {"1": {"chosen": ["1"]}, "2": 1},
        {"1": {"chosen": ["3"]}, "2": 5},
        {"1": None, "2": 1},
    ]
    table = cross(asked(1), asked(2, "scale"), replies)
    assert table == [[1, 0, 0, 0, 0], [0] * 5, [0, 0, 0, 0, 1]]
