"""When each step of an event may be taken: pure rules, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.methods import Part, newest, templates
from zaedno.features.workshops.rules import afterwards, agenda, balance, events, interest, results
from zaedno.features.workshops.rules.balance import KindCount
from zaedno.features.workshops.rules.events import EventFacts
from zaedno.features.workshops.rules.interest import InterestFacts
from zaedno.features.workshops.rules.results import ResultFacts

CITY = SimpleNamespace(pk=1, slug="sofia", default_language="bg", languages=["bg", "en"])
NOW = datetime(2027, 3, 20, 12, 0, tzinfo=UTC)


def viewer(*roles: str) -> Viewer:
    return Viewer(city=CITY, roles=frozenset(roles), lang="en")


STAFF = viewer("coordinator")


def part(minutes: int, method: str = "plenary", title: str = "Talk") -> Part:
    return Part(minutes, method, texts(en=title))


def test_an_agenda_says_both_numbers_when_it_does_not_sum() -> None:
    with translation.override("en"):
        short = agenda.sums([60, 40], 120)
        assert not short
        assert short.reason == (
            "The parts of the agenda take 100 minutes, the slot is 120. Add 20 minutes."
        )
        assert "Take off 1 minute." in str(agenda.sums([121], 120).reason)
    assert agenda.sums([60, 60], 120)


def test_bulgarian_counts_minutes_in_its_own_forms() -> None:
    with translation.override("bg"):
        assert "общо 100 минути, а времето е 120" in str(agenda.sums([100], 120).reason)
        assert "Махнете 1 минута." in str(agenda.sums([121], 120).reason)


def test_all_templates_sum_and_every_version_is_found() -> None:
    kinds = {"needs_assessment", "solution_maturity", "open_board", "meeting"}
    assert {t.kind for t in newest()} == kinds
    for template in templates().values():
        assert sum(p.minutes for p in template.agenda) == template.minutes
        assert set(template.title) == {"bg", "en"}


def test_deviations_name_what_was_left_out_added_and_changed() -> None:
    template = next(t for t in newest() if t.kind == "solution_maturity")
    plan = [p for p in template.agenda if p.method != "roadmap"]
    plan[0] = part(9, "welcome", "Opening")
    plan.append(part(15, "other", "Walk through the park"))
    found = {d.what: d.sentence for d in agenda.deviations(template, plan, 122)}
    assert set(found) == {"slot", "longer", "left_out", "added", "renamed"}
    assert "Walk through the park" in found["added"]
    assert agenda.deviations(template, template.agenda, template.minutes) == []
    assert agenda.deviations(None, plan, 90) == []


@pytest.mark.parametrize("state", ["live", "results_draft", "validated", "published"])
def test_the_agenda_is_fixed_when_the_workshop_has_begun(state: str) -> None:
    assert agenda.may_plan(STAFF, state="planned", minutes=[120], slot=120)
    assert not agenda.may_plan(STAFF, state=state, minutes=[120], slot=120)
    assert agenda.may_plan(viewer("editor"), state=state, minutes=[1], slot=1).kind == "role"


@pytest.mark.parametrize(
    ("state", "start", "run", "conclude"),
    [
        ("planned", True, False, False),
        ("live", False, True, True),
        ("results_draft", False, False, False),
        ("published", False, False, False),
    ],
)
def test_moves(state: str, start: bool, run: bool, conclude: bool) -> None:
    facts, lead = EventFacts(state), viewer("facilitator")
    assert bool(events.may_start(lead, facts)) is start
    assert bool(events.may_run(lead, facts)) is run
    assert bool(events.may_conclude(lead, facts)) is conclude
    assert events.may_conclude(viewer("participant"), facts).kind == "role"


def test_conclusion_waits_for_every_answer_and_says_how_many() -> None:
    with translation.override("en"):
        refused = events.may_conclude(STAFF, EventFacts("live", unanswered=3))
    assert "3 expressions of interest are still unanswered" in str(refused.reason)


def test_a_date_moves_only_to_another_one_and_only_before() -> None:
    here = When.day(date(2027, 3, 12))
    facts = EventFacts("planned", planned=here)
    assert not events.may_move_date(STAFF, facts, to=here)
    assert events.may_move_date(STAFF, facts, to=When.parse("2027-04"))
    assert not events.may_move_date(STAFF, EventFacts("live"), to=here)


@pytest.mark.parametrize(
    ("answer", "state", "reasoned", "ok"),
    [
        ("accepted", "received", False, True),
        ("accepted", "waitlisted", False, True),
        ("declined", "received", False, False),
        ("declined", "acknowledged", True, True),
        ("acknowledged", "acknowledged", False, False),
        ("waitlisted", "withdrawn", False, False),
    ],
)
def test_answers(answer: str, state: str, reasoned: bool, ok: bool) -> None:
    facts = InterestFacts(state)
    verdict = interest.may_answer(STAFF, facts, answer=answer, reasoned=reasoned)
    assert bool(verdict) is ok


def test_interest_is_expressed_with_consent_before_the_event_is_over() -> None:
    assert interest.may_express(InterestFacts(""))
    assert not interest.may_express(InterestFacts(""), consent=False)
    assert not interest.may_express(InterestFacts("", event_state="published"))
    assert not interest.may_express(InterestFacts("", open_board=True))


def test_who_is_missing_counts_those_who_came_or_before_it_accepted() -> None:
    before = KindCount(1, "youth", "Youth", wanted=2, accepted=1)
    after = KindCount(1, "youth", "Youth", wanted=2, accepted=1, came=0)
    unwanted = KindCount(2, "media", "Media", wanted=0, came=0)
    assert balance.missing([before, after, unwanted]) == [after]
    assert before.short == 1
    with translation.override("bg"):
        assert balance.none_of(after) == "Няма нито една младежка организация"
        own = KindCount(9, "chess", "Шахматен клуб", wanted=1)
        assert balance.none_of(own) == "Няма никого от вида „Шахматен клуб“"


def test_validation_waits_for_the_window_and_for_every_answer() -> None:
    over = datetime(2027, 3, 19, tzinfo=UTC)
    ready = ResultFacts("results_draft", corrections_until=over, versions=1)
    assert results.may_validate(STAFF, ready, now=NOW)
    for facts in (
        ResultFacts("results_draft"),
        ResultFacts(
            "results_draft", corrections_until=datetime(2027, 4, 1, tzinfo=UTC), versions=1
        ),
        ResultFacts("results_draft", corrections_until=over, versions=1, open_corrections=2),
        ResultFacts("validated", corrections_until=over, versions=1),
    ):
        assert not results.may_validate(STAFF, facts, now=NOW)


def test_corrections_come_from_those_who_took_part_and_in_time() -> None:
    window = datetime(2027, 3, 25, tzinfo=UTC)
    facts = ResultFacts("results_draft", corrections_until=window, took_part=True)
    assert results.may_correct(viewer(), facts, now=NOW)
    assert not results.may_correct(viewer(), facts, now=window)
    stranger = ResultFacts("results_draft", corrections_until=window)
    assert results.may_correct(viewer(), stranger, now=NOW).kind == "role"


def test_the_overview_is_due_ten_working_days_after() -> None:
    assert afterwards.overview_due(date(2021, 2, 25)) == date(2021, 3, 12)
    assert not afterwards.is_late(date(2021, 3, 12), False, date(2021, 3, 12))
    assert afterwards.is_late(date(2021, 3, 12), False, date(2021, 3, 13))
    assert not afterwards.is_late(date(2021, 3, 12), True, date(2022, 1, 1))


def test_plain_text_becomes_paragraphs_and_points() -> None:
    blocks = afterwards.blocks("One\ntwo.\n\n– first\n– second\n\nEnd.")
    assert [b.text for b in blocks] == ["One two.", "", "End."]
    assert blocks[1].points == ("first", "second")
    assert afterwards.reading_minutes("word " * 400) == 2
