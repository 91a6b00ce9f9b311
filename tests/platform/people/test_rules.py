"""Who may appoint, claim, decide: pure questions, no tables."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from zaedno.core.viewer import Nowhere, Viewer
from zaedno.platform.people import rules
from zaedno.platform.people.tokens import MailedLink

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Somebody:
    pk = 1


def viewer(*roles: str) -> Viewer:
    return Viewer(city=Nowhere(), person=Somebody(), roles=frozenset(roles))


@pytest.mark.parametrize(
    ("who", "role", "held", "kind"),
    [
        ("coordinator", "facilitator", (), ""),
        ("coordinator", "coordinator", (), "role"),
        ("coordinator", "operator", (), "role"),
        ("operator", "coordinator", (), ""),
        ("operator", "operator", (), ""),
        ("operator", "coordinator", ("operator",), "state"),
        ("operator", "operator", ("coordinator",), "state"),
        ("operator", "editor", ("editor",), "state"),
        ("editor", "editor", (), "role"),
        ("participant", "participant", (), "role"),
    ],
)
def test_who_gives_which_role(who: str, role: str, held: tuple[str, ...], kind: str) -> None:
    assert rules.may_appoint(viewer(who), role, held).kind == kind


@pytest.mark.parametrize(
    ("who", "role", "own", "others", "kind"),
    [
        ("coordinator", "editor", False, 0, ""),
        ("coordinator", "coordinator", False, 3, "role"),
        ("editor", "editor", True, 0, ""),
        ("editor", "facilitator", False, 0, "role"),
        ("operator", "operator", True, 0, "state"),
        ("operator", "operator", True, 1, ""),
        ("operator", "coordinator", False, 0, ""),
    ],
)
def test_who_ends_which_role(who: str, role: str, own: bool, others: int, kind: str) -> None:
    assert rules.may_end_role(viewer(who), role, own=own, others_with_it=others).kind == kind


def link(**changed: object) -> MailedLink:
    facts = {"purpose": "enter", "person_id": 1, "city_id": 1, "stamp": "s"}
    return MailedLink(**{**facts, "until": int(NOON.timestamp()) + 60, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "opens"),
    [
        ({}, True),
        ({"purpose": "reset"}, False),
        ({"city_id": 2}, False),
        ({"stamp": "older"}, False),
        ({"until": int(NOON.timestamp())}, False),
    ],
)
def test_when_a_link_opens(changed: dict[str, object], opens: bool) -> None:
    verdict = rules.link_opens(link(**changed), purpose="enter", city_id=1, stamp="s", now=NOON)
    assert bool(verdict) is opens


def test_a_forged_link_does_not_open() -> None:
    assert not rules.link_opens(None, purpose="enter", city_id=1, stamp="", now=NOON)


def test_claims() -> None:
    assert rules.may_claim(viewer(), "")
    assert rules.may_claim(viewer(), "claimed").kind == "state"
    assert rules.may_claim(Viewer(city=Nowhere()), "").kind == "role"
    decide = rules.may_decide_claim
    assert decide(viewer("coordinator"), "claimed", confirm=True, reason="")
    assert decide(viewer("coordinator"), "claimed", confirm=False, reason=" ").kind == "state"
    assert decide(viewer("coordinator"), "confirmed", confirm=True, reason="").kind == "state"
    assert decide(viewer("operator"), "claimed", confirm=True, reason="").kind == "role"
