"""Who may say what: no database."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from zaedno.core.viewer import Nowhere, Viewer
from zaedno.platform.discussion import rules

NOW = datetime(2027, 3, 12, 18, 0)
SOMEBODY: object = type("Person", (), {"pk": 1})()


def viewer(*roles: str, signed_in: bool = True) -> Viewer:
    person: object = SOMEBODY if signed_in else None
    return Viewer(city=Nowhere(), person=person, roles=frozenset(roles))  # type: ignore[arg-type]


def facts(**more: object) -> rules.Facts:
    said = {"state": "public", "made_at": NOW, "own": True, "now": NOW}
    return rules.Facts(**(said | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("Съгласен съм.", True),
        ("  ", False),
        ("а" * 2000, True),
        ("а" * 2001, False),
        ("Пишете ми на a@example.org", False),
        ("Обадете се на 0888 123 456", False),
        ("https://a.bg и www.b.bg", True),
        ("https://a.bg, www.b.bg, http://c.bg", False),
        ("СЪЩОТО, като преди!", False),
        ("👍", True),
    ],
)
def test_what_may_be_said(text: str, ok: bool) -> None:
    assert bool(rules.may_say(text, ["Същото като преди"])) is ok


def test_words_change_for_a_quarter_of_an_hour() -> None:
    almost = facts(now=NOW + timedelta(minutes=14, seconds=59))
    assert rules.may_edit(viewer(), almost)
    assert not rules.may_edit(viewer(), facts(now=NOW + timedelta(minutes=15)))
    assert not rules.may_edit(viewer(), facts(own=False))
    assert not rules.may_edit(viewer(), facts(cut=True))
    assert rules.may_withdraw(viewer(), facts(now=NOW + timedelta(days=400)))


def test_only_public_things_on_the_list_are_discussed() -> None:
    open_to_all = rules.ThreadFacts("proposals.proposal", public=True)
    assert rules.may_comment(viewer(), open_to_all)
    assert rules.may_comment(viewer(signed_in=False), open_to_all).kind == "role"
    for thread in (
        rules.ThreadFacts("proposals.proposal", public=False),
        rules.ThreadFacts("people.person", public=True),
        rules.ThreadFacts("proposals.proposal", public=True, state="closed"),
    ):
        assert not rules.may_comment(viewer(), thread)


def test_nobody_speaks_for_others() -> None:
    assert not rules.may_speak_as(viewer(), 7, official=False)
    assert not rules.may_speak_as(viewer("participant"), None, official=True)
    assert rules.may_speak_as(viewer("coordinator"), None, official=True)


def test_a_flood_of_reports_ends() -> None:
    assert rules.may_report_another(this_hour=9, waiting=19)
    assert not rules.may_report_another(this_hour=10, waiting=0)
    assert not rules.may_report_another(this_hour=0, waiting=20)
