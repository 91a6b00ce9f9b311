"""Who records, who checks, who reads checks; no database is asked."""

from __future__ import annotations

from datetime import date

from tests.features.commitments.test_rules import viewer
from zaedno.core.partial_dates import When
from zaedno.features.decisions import rules

OPEN = rules.DeliveryFacts(When.parse("2027-06-30"), None)
DONE = rules.DeliveryFacts(When.parse("2027-06-30"), date(2027, 6, 1))


def test_a_new_date_is_later() -> None:
    clerk = viewer("coordinator")
    assert rules.may_delay(clerk, OPEN, new=When.parse("2027-07-01"))
    assert not rules.may_delay(clerk, OPEN, new=When.parse("2027-06-30"))
    assert not rules.may_delay(clerk, DONE, new=When.parse("2027-07-01"))
    assert rules.may_delay(viewer("participant"), OPEN, new=When.parse("2028-01")).kind == "role"


def test_done_is_said_once_and_not_in_advance() -> None:
    clerk, today = viewer("editor"), date(2027, 6, 10)
    assert rules.may_deliver(clerk, OPEN, day=today, today=today)
    assert not rules.may_deliver(clerk, OPEN, day=date(2027, 6, 11), today=today)
    assert not rules.may_deliver(clerk, DONE, day=today, today=today)


def test_a_check_is_read_once_by_a_moderator() -> None:
    assert rules.may_read(viewer("moderator"), "waiting")
    assert rules.may_read(viewer("participant"), "waiting").kind == "role"
    assert rules.may_read(viewer("moderator"), "hidden").kind == "state"


def test_only_a_published_check_is_answered() -> None:
    assert rules.may_answer(viewer("coordinator"), "published")
    assert not rules.may_answer(viewer("coordinator"), "waiting")
