"""Who may answer, report and move; no database is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zaedno.core.partial_dates import When
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import rules

DUE = When.parse("2027-06-30")


class City:
    pk, slug, default_language, languages = 1, "sofia", "bg", ["bg", "en"]


def viewer(*roles: str, represents: tuple[int, ...] = ()) -> Viewer:
    return Viewer(city=City(), roles=frozenset(roles), represents=frozenset(represents))


def facts(state: str = "under_way", **more: object) -> rules.Facts:
    return rules.Facts(state, owner_id=7, due_now=DUE, **more)  # type: ignore[arg-type]


def test_only_the_owner_answers() -> None:
    proposed = facts("proposed")
    assert rules.may_answer(viewer(represents=(7,)), proposed, "confirm")
    assert rules.may_answer(viewer("coordinator"), proposed, "confirm").kind == "role"
    assert rules.may_answer(viewer(represents=(8,)), proposed, "confirm").kind == "role"


def test_an_answer_is_given_once() -> None:
    verdict = rules.may_answer(viewer(represents=(7,)), facts("confirmed"), "refuse")
    assert not verdict
    assert verdict.kind == "state"


def test_a_proposed_one_takes_no_report() -> None:
    assert not rules.may_change(viewer("coordinator"), facts("proposed"), "report")
    assert rules.may_change(viewer("coordinator"), facts("confirmed"), "report")
    assert not rules.may_change(viewer("coordinator"), facts("withdrawn"), "report")


def test_values_are_reported_for_days_that_passed_and_in_order() -> None:
    told = facts(confirmed_on=date(2027, 1, 15), last_day=date(2027, 3, 1))
    today = date(2027, 3, 10)
    assert rules.may_report_value(told, day=date(2027, 3, 10), today=today)
    assert not rules.may_report_value(told, day=date(2027, 3, 11), today=today)
    assert not rules.may_report_value(told, day=date(2027, 2, 1), today=today)
    assert not rules.may_report_value(told, day=date(2027, 1, 1), today=today)


def test_a_target_equal_to_the_baseline_is_refused() -> None:
    assert not rules.may_set_target(Decimal(5), Decimal(5))
    assert rules.may_set_target(None, Decimal(5))


def test_moving_to_the_same_day_is_refused() -> None:
    assert not rules.may_move_due(facts(), DUE)
    assert rules.may_move_due(facts(), When.parse("2027-07"))
