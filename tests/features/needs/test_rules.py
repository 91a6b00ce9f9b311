"""Who may register, validate and answer, and in which order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from zaedno.core.viewer import Viewer
from zaedno.features.needs import matrix, rules
from zaedno.features.needs.rules import NeedFacts


def somebody(*roles: str) -> Viewer:
    city: Any = SimpleNamespace(pk=1, slug="x", default_language="bg", languages=["bg", "en"])
    return Viewer(city=city, roles=frozenset(roles))


COORDINATOR = somebody("coordinator")


@pytest.mark.parametrize(
    ("state", "validate", "answer", "close", "correct"),
    [
        ("recorded", True, False, True, True),
        ("validated", False, True, True, True),
        ("answered", False, True, True, True),
        ("closed", False, False, False, False),
    ],
)
def test_moves(state: str, validate: bool, answer: bool, close: bool, correct: bool) -> None:
    facts = NeedFacts(state)
    assert bool(rules.may_validate(COORDINATOR, facts)) is validate
    assert bool(rules.may_answer(COORDINATOR, facts)) is answer
    assert bool(rules.may_close(COORDINATOR, facts)) is close
    assert bool(rules.may_correct(COORDINATOR, facts)) is correct


def test_only_those_named_may() -> None:
    assert rules.may_register(somebody("facilitator"))
    assert rules.may_register(somebody("participant")).kind == "role"
    assert rules.may_validate(somebody("facilitator"), NeedFacts("recorded")).kind == "role"
    assert rules.may_prioritise(somebody("editor"), NeedFacts("validated")).kind == "role"
    assert rules.may_advance(somebody("editor"), 1, 2).kind == "role"


def test_a_need_is_not_closed_in_silence() -> None:
    assert not rules.may_close(COORDINATOR, NeedFacts("validated"), "  ")


def test_readiness_moves_both_ways_but_not_on_the_spot() -> None:
    assert rules.may_advance(COORDINATOR, 3, 2)
    assert rules.may_advance(COORDINATOR, 3, 4)
    assert not rules.may_advance(COORDINATOR, 3, 3)


def test_no_solution_waits_for_itself() -> None:
    assert rules.no_circle(1, [2], {2: {3}})
    assert not rules.no_circle(1, [1], {})
    assert not rules.no_circle(1, [2], {2: {3}, 3: {1}})
    assert rules.no_circle(1, [2], {2: {3}, 3: {2}})


def test_the_picture_shows_every_point_and_says_it() -> None:
    points = [matrix.Point(i, f"<{i}>", 5, 2, f"/en/{i}") for i in range(1, 5)]
    svg = matrix.draw(points, watermark="DEMO")
    assert svg.count("<circle") == 4
    assert "&lt;3&gt;" in svg
    assert "<3>" not in svg
    assert "DEMO" in svg
