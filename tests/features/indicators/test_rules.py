"""Which values can be, and who may write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from zaedno.core.viewer import Viewer
from zaedno.features.indicators import rules
from zaedno.features.indicators.rules import PointFacts


def somebody(*roles: str) -> Viewer:
    city: Any = SimpleNamespace(pk=1, slug="x", default_language="bg", languages=["bg", "en"])
    return Viewer(city=city, roles=frozenset(roles))


EDITOR = somebody("editor")
FACTS = PointFacts("percent", Decimal(40), date(2021, 3, 1), date(2021, 4, 1))


@pytest.mark.parametrize(
    ("unit", "value", "can"),
    [
        ("percent", "0", True),
        ("percent", "-1", False),
        ("percent", "140", True),
        ("out_of_5", "5", True),
        ("out_of_5", "5.1", False),
        ("out_of_10", "10.5", False),
        ("count", "3", True),
        ("people", "2.5", False),
        ("ratio", "0.45", True),
    ],
)
def test_values_of_a_unit(unit: str, value: str, can: bool) -> None:
    assert bool(rules.can_be(unit, Decimal(value))) is can


def test_adding_a_value() -> None:
    assert rules.may_add(EDITOR, FACTS)
    assert rules.may_add(somebody("participant"), FACTS).kind == "role"
    assert not rules.may_add(EDITOR, replace(FACTS, taken=True))
    assert not rules.may_add(EDITOR, replace(FACTS, first=date(2021, 4, 2)))


def test_correcting_a_value() -> None:
    assert rules.may_correct(EDITOR, FACTS, corrected=False, reason="a slip")
    assert not rules.may_correct(EDITOR, FACTS, corrected=True, reason="a slip")
    assert not rules.may_correct(EDITOR, FACTS, corrected=False, reason=" ")


def test_the_way_from_baseline_to_target() -> None:
    assert rules.way(Decimal(10), Decimal(80), Decimal(80)) == 1
    assert rules.way(Decimal(10), Decimal(10), Decimal(10)) is None
    assert rules.way(Decimal(10), Decimal(80), None) is None


def test_overdue_counts_from_the_last_value() -> None:
    assert not rules.overdue(None, 3, date(2021, 6, 1))
    assert not rules.overdue(date(2021, 1, 31), None, date(2031, 6, 1))
    assert rules.overdue(date(2021, 1, 31), 1, date(2021, 4, 1))
