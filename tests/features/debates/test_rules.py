"""Who argues, weighs and sums up: no database."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from zaedno.algorithms.stages import Span
from zaedno.core.viewer import Nowhere, Viewer
from zaedno.features.debates import rules
from zaedno.platform.processes.rules import StageFacts

NOW = datetime(2027, 3, 12, 18, 0)
SOMEBODY: object = type("Person", (), {"pk": 1})()
OPEN = StageFacts("Дебат", "debate", Span(NOW - timedelta(days=1), NOW + timedelta(days=1)))
OVER = StageFacts("Дебат", "debate", Span(NOW - timedelta(days=9), NOW - timedelta(days=1)))


def viewer(*roles: str, signed_in: bool = True) -> Viewer:
    person: object = SOMEBODY if signed_in else None
    return Viewer(city=Nowhere(), person=person, roles=frozenset(roles))  # type: ignore[arg-type]


def facts(**more: object) -> rules.Facts:
    return rules.Facts(**({"state": "public", "stage": OPEN, "now": NOW} | more))  # type: ignore[arg-type]


def test_three_levels_and_no_more() -> None:
    for level, ok in ((0, True), (1, True), (2, False)):
        assert bool(rules.may_argue(viewer(), OPEN, NOW, facts(level=level))) is ok
    assert not rules.may_argue(viewer(), OPEN, NOW, facts(state="hidden"))


def test_a_closed_stage_says_when_it_was_open() -> None:
    assert "Дебат" in str(rules.may_argue(viewer(), OVER, NOW).reason)
    assert "Дебат" in str(rules.may_weigh(viewer(), facts(stage=OVER)).reason)
    assert rules.may_argue(viewer(signed_in=False), OPEN, NOW).kind == "role"
    assert not rules.may_weigh(viewer(), facts(own=True))


@pytest.mark.parametrize(
    ("scale", "value", "ok"),
    [("weight", 1, True), ("weight", 5, True), ("weight", 0, False), ("weight", 6, False),
     ("agree", 0, True), ("agree", 1, True), ("agree", 2, False)],
)  # fmt: skip
def test_the_scale(scale: str, value: int, ok: bool) -> None:
    assert bool(rules.on_scale(scale, value)) is ok


@pytest.mark.parametrize(
    ("text", "ok"),
    [("Децата минават сами.", True), ("", False), ("а" * 301, False), ("Същото", False),
     ("Пишете на a@example.org", False)],
)  # fmt: skip
def test_what_may_be_said(text: str, ok: bool) -> None:
    assert bool(rules.may_say(text, ["същото"])) is ok


def test_weights_stay_veiled_until_the_close() -> None:
    assert rules.shows_weights(False, OPEN, NOW)
    assert not rules.shows_weights(True, OPEN, NOW)
    assert rules.shows_weights(True, OVER, NOW)


def test_no_line_without_sources_and_no_side_left_out() -> None:
    both = frozenset({"for", "against"})
    one = rules.LineFacts("for", frozenset({"for"}))
    other = rules.LineFacts("minority", frozenset({"against"}))
    bare = rules.LineFacts("open", frozenset())
    me = viewer("moderator")
    assert rules.may_publish(me, False, [one, other], both, OVER, NOW)
    assert not rules.may_publish(me, False, [one], both, OVER, NOW)
    assert not rules.may_publish(me, False, [one, other, bare], both, OVER, NOW)
    assert not rules.may_publish(me, False, [], both, OVER, NOW)
    assert not rules.may_publish(me, False, [one, other], both, OPEN, NOW)
    assert not rules.may_publish(me, True, [one, other], both, OVER, NOW)
    assert not rules.may_publish(viewer("participant"), False, [one, other], both, OVER, NOW)
