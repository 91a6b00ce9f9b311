"""Rules alone: no database, no clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zaedno.features.maturity import rules
from zaedno.features.maturity.rules import FROZEN, PEER, PUBLISHED, SELF, Facts

DAY = date(2021, 2, 10)
MEMBER = Facts(SELF, signed_in=True, group="stakeholders", asked=36, today=DAY)
REVIEWER = replace(MEMBER, group="reviewer", grades=True)
COORDINATOR = Facts(SELF, runs=True, files=True, plans=True, signed_in=True, asked=36, today=DAY)
VISITOR = Facts(SELF, today=DAY)


def test_only_invited_people_answer() -> None:
    assert rules.may_answer(MEMBER)
    assert rules.may_answer(VISITOR).kind == "role"
    assert rules.may_answer(COORDINATOR).kind == "role"


def test_answers_change_until_the_freezing_and_with_a_reason_once_public() -> None:
    public = replace(MEMBER, state=PUBLISHED)
    assert rules.may_answer(replace(MEMBER, state=PEER), change_reason="")
    assert not rules.may_answer(public, change_reason=" ")
    assert rules.may_answer(public, change_reason="New figures.")
    assert rules.may_answer(public)
    assert rules.may_answer(replace(MEMBER, state=FROZEN)).kind == "state"


def test_answers_open_on_their_day() -> None:
    assert not rules.may_answer(replace(MEMBER, opens_on=date(2021, 2, 11)))
    assert rules.may_answer(replace(MEMBER, opens_on=DAY))


def test_the_reviewer_sees_others_only_after_answering() -> None:
    assert not rules.may_see_answers(REVIEWER, "D3.3")
    answered = replace(REVIEWER, answered=frozenset({"D3.3"}))
    assert rules.may_see_answers(answered, "D3.3")
    assert not rules.may_see_answers(answered, "D3.4")
    assert not rules.may_see_results(answered)
    everything = replace(REVIEWER, answered=frozenset(str(n) for n in range(36)))
    assert rules.may_see_results(everything)


def test_a_coordinator_who_reviews_is_bound_like_any_reviewer() -> None:
    both = replace(COORDINATOR, group="reviewer")
    assert not rules.may_see_answers(both, "D3.3")
    assert not rules.may_see_results(both)


def test_nobody_else_sees_results_before_they_are_public() -> None:
    for facts in (MEMBER, VISITOR):
        assert not rules.may_see_results(facts)
        assert not rules.may_see_answers(facts, "D3.3")
        assert rules.may_see_results(replace(facts, state=PUBLISHED))
        assert rules.may_see_answers(replace(facts, state=FROZEN), "D3.3")
    assert rules.may_see_results(COORDINATOR)


@pytest.mark.parametrize(("state", "to"), [(SELF, PEER), (PEER, PUBLISHED), (PUBLISHED, FROZEN)])
def test_moves(state: str, to: str) -> None:
    here = replace(COORDINATOR, state=state)
    assert rules.may_move(here, to)
    assert not rules.may_move(here, to, answers=0)
    assert rules.may_move(replace(MEMBER, state=state), to).kind == "role"
    for other in {SELF, PEER, PUBLISHED, FROZEN} - {to}:
        assert rules.may_move(here, other).kind == "state"


def test_freezing_waits_for_answers_while_objections_may_come() -> None:
    public = replace(COORDINATOR, state=PUBLISHED, objections_until=DAY)
    assert not rules.may_freeze(public, open_objections=1)
    assert rules.may_freeze(public, open_objections=0)
    assert rules.may_freeze(replace(public, today=date(2021, 2, 11)), open_objections=1)


def test_objections_are_for_everybody_who_signs_in_and_for_some_days() -> None:
    public = replace(MEMBER, state=PUBLISHED, objections_until=DAY)
    assert rules.may_object(public)
    assert rules.may_object(replace(public, signed_in=False)).kind == "role"
    assert not rules.may_object(replace(public, today=date(2021, 2, 11)))
    assert not rules.may_object(MEMBER)


def test_nothing_changes_once_frozen() -> None:
    frozen = replace(COORDINATOR, state=FROZEN, grades=True)
    for verdict in (
        rules.may_invite(frozen),
        rules.may_import(frozen),
        rules.may_file(frozen),
        rules.may_grade(frozen),
        rules.may_plan(frozen),
        rules.may_answer_objection(frozen, state="open"),
    ):
        assert verdict.kind == "state"
    assert rules.may_correct(frozen, corrected=False)
    assert not rules.may_correct(frozen, corrected=True)
    assert not rules.may_correct(COORDINATOR, corrected=False)


def test_doors_closed_to_others() -> None:
    for verdict in (
        rules.may_invite(MEMBER),
        rules.may_import(MEMBER),
        rules.may_grade(COORDINATOR),
        rules.may_plan(REVIEWER),
        rules.may_file(VISITOR),
        rules.may_answer_objection(MEMBER, state="open"),
        rules.may_correct(MEMBER, corrected=False),
    ):
        assert verdict.kind == "role"


def test_vote_factor() -> None:
    assert rules.factor_in_range(0.5)
    assert rules.factor_in_range(1.5)
    assert not rules.factor_in_range(1.51)
