"""No model without a gain for both sides."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import override

from zaedno.core.viewer import Viewer
from zaedno.features.partnerships import rules
from zaedno.features.partnerships.rules import ModelFacts


def somebody(*roles: str) -> Viewer:
    city: Any = SimpleNamespace(pk=1, slug="x", default_language="bg", languages=["bg", "en"])
    return Viewer(city=city, roles=frozenset(roles))


@pytest.mark.parametrize(
    ("partner", "city", "word"),
    [(False, False, "each side"), (False, True, "partner"), (True, False, "city")],
)
def test_the_missing_side_is_named(partner: bool, city: bool, word: str) -> None:
    verdict = rules.may_publish(somebody("coordinator"), ModelFacts("draft", partner, city))
    assert not verdict
    with override("en"):
        assert word in str(verdict.reason)


def test_both_gains_are_published_once() -> None:
    coordinator = somebody("coordinator")
    assert rules.may_publish(coordinator, ModelFacts("draft", True, True))
    assert not rules.may_publish(coordinator, ModelFacts("published", True, True))
    assert rules.may_publish(somebody("editor"), ModelFacts("draft", True, True)).kind == "role"


def test_what_is_published_keeps_its_gains() -> None:
    editor = somebody("editor")
    before = ModelFacts("published", True, True)
    assert not rules.may_revise(editor, before, ModelFacts("published", True, False))
    assert rules.may_revise(editor, ModelFacts("draft", True, True), ModelFacts("draft", 0, 0))
    assert rules.may_revise(somebody(), before, before).kind == "role"
