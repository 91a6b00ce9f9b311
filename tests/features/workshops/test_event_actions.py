"""What deeds on events leave behind: the row, the journal, the letter; or a refusal and nothing."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError

from tests.features.workshops import build, rooms
from tests.world import World
from zaedno.core import clock, registry
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.partial_dates import When
from zaedno.core.report import ReportScope
from zaedno.core.verdict import Refused
from zaedno.features.workshops import schedule
from zaedno.features.workshops.actions import (
    afterwards,
    attendance,
    balance,
    interests,
    plan,
    results,
    run,
)
from zaedno.features.workshops.actions.balance import Wanted
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.models.results import ResultVersion, Snapshot
from zaedno.features.workshops.queries import balance as balance_rows
from zaedno.features.workshops.queries import carry, people
from zaedno.features.workshops.sealing import seal
from zaedno.platform.notifications.models import Message


def last(verb: str) -> Event:
    return Event.objects.filter(verb=verb).latest("id")


def test_calling_makes_agenda_questions_and_boards(world: World) -> None:
    made = build.event(world)
    assert (made.method, made.method_version) == ("needs_assessment", "1.1.0")
    assert made.agenda.count() == 11
    assert made.objectives.filter(kind="question").count() == 3
    event = last("workshops.call")
    assert event.subject_id == str(made.pk)
    assert event.role == "coordinator"
    assert set(event.facts) == {"kind", "method", "minutes"}


def test_only_the_coordinator_calls(world: World) -> None:
    with pytest.raises(Refused):
        plan.call(
            world.ctx("participant"),
            template=build.template(),
            announcement=plan.Announcement(title=texts(en="x"), planned=When.parse("2027-03")),
        )


def test_the_same_title_gets_another_address(world: World) -> None:
    assert build.event(world).slug == "needs"
    assert build.event(world).slug == "needs-2"


def test_a_plan_that_does_not_sum_is_refused_and_keeps_the_old_one(world: World) -> None:
    made = build.event(world)
    before = list(made.agenda.values_list("pk", flat=True))
    with pytest.raises(Refused):
        plan.plan_agenda(world.ctx("coordinator"), event=made, plan=[], slot=120)
    assert list(made.agenda.values_list("pk", flat=True)) == before


def test_moving_the_date_tells_everybody_registered_once(world: World) -> None:
    made = build.event(world)
    ngo = build.kind(world, "ngo")
    body = build.body(world, "asked", ngo)
    balance.invite(world.ctx("coordinator"), event=made, organisations=[body])
    build.interest(world, made)
    build.interest(world, made, mailbox="club@sample.example")
    before = made.sequence
    change = plan.move_date(
        world.ctx("coordinator"),
        event=made,
        to=When.part("beginning", "2027-04"),
        reason=texts(bg="Залата е заета.", en="The hall is taken."),
    )
    letters = Message.objects.filter(kind="workshops.date_moved")
    assert change.told == letters.count() == 1  # two interests, one mailbox
    letter = letters.get()
    assert "началото на април 2027" in letter.body
    assert "Залата е заета." in letter.body
    made.refresh_from_db()
    assert made.sequence == before + 1
    assert made.starts_at is None
    assert "Залата" not in json.dumps(last("workshops.move_date").facts)


def test_beginning_notes_the_actual_date_and_the_first_part(world: World) -> None:
    made = build.started(world)
    assert made.held == When.parse("2027-03-12")
    first, second = made.agenda.all()[:2]
    assert first.began_at is not None
    with clock.at("2027-03-12 14:08"):
        run.next_part(world.ctx("facilitator"), event=made)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ended_at == second.began_at


def test_an_anonymous_interest_is_journalled_without_words(world: World) -> None:
    made = build.event(world)
    interest = build.interest(world, made)
    event = last("workshops.express_interest")
    assert set(event.facts) == {"event", "kind"}
    assert "club@sample.example" not in json.dumps(event.facts)
    stored = Interest.objects.filter(pk=interest.pk).extra(select={"raw": "mailbox"}).values("raw")
    assert "club@" not in stored[0]["raw"]


def test_consent_and_reason_are_kept_by_the_database_too(world: World) -> None:
    interest = build.interest(world, build.event(world))
    with pytest.raises(IntegrityError):
        Interest.objects.filter(pk=interest.pk).update(state="declined")


def test_accepting_a_registered_organisation_gives_it_a_seat(world: World) -> None:
    made = build.event(world)
    youth = build.kind(world)
    body = build.body(world, "young", youth)
    interest = build.interest(world, made, organisation=body, consent_listing=True)
    interests.accept(world.ctx("coordinator"), interest=interest)
    seat = made.participations.get()
    assert seat.accepted_at is not None
    assert seat.listed
    (count,) = balance_rows.counts(world.viewer("coordinator"), made)
    assert (count.code, count.accepted, count.came) == ("youth", 1, None)
    with pytest.raises(Refused):
        interests.decline(world.ctx("coordinator"), interest=interest, reason=texts(bg="Не."))


def test_conclusion_is_refused_while_somebody_waits(world: World) -> None:
    made = build.started(world)
    interest = build.interest(world, made)
    with pytest.raises(Refused, match=r"1"):
        run.conclude(world.ctx("facilitator"), event=made)
    interests.waitlist(world.ctx("coordinator"), interest=interest)
    assert run.conclude(world.ctx("facilitator"), event=made).state == "results_draft"


def test_attendance_counts_registered_and_noted_ones(world: World) -> None:
    made = build.started(world)
    ngo, youth = build.kind(world, "ngo"), build.kind(world)
    lines = {ngo.pk: Wanted(wanted=3, invited=5, accepted=2, came=2), youth.pk: Wanted(wanted=2)}
    balance.set_balance(world.ctx("coordinator"), event=made, lines=lines)
    came = [build.body(world, "one", ngo)]
    attendance.note_attendance(world.ctx("notetaker"), event=made, came=came, people={ngo.pk: 4})
    counts = {c.code: c for c in balance_rows.counts(world.viewer("coordinator"), made)}
    assert (counts["ngo"].came, counts["ngo"].people) == (2, 4)
    run.conclude(world.ctx("facilitator"), event=made)
    made.refresh_from_db()
    counts = {c.code: c for c in balance_rows.counts(world.viewer("coordinator"), made)}
    assert counts["youth"].missing


def test_freezing_twice_without_a_change_is_one_version(world: World) -> None:
    made = rooms.workshop(world)
    board = rooms.open_boards(world, made, ["need"])[0]
    rooms.write(world, board, "Повече светлина")
    first = results.freeze(world.ctx("facilitator"), event=made)
    assert results.freeze(world.ctx("facilitator"), event=made) == first
    rooms.write(world, board, "Повече сенки")
    second = results.freeze(world.ctx("facilitator"), event=made, note=texts(bg="Нова бележка"))
    assert (first.number, second.number) == (1, 2)
    kept = Snapshot.objects.get(number=1)
    assert "Повече светлина" in kept.content
    assert "Повече сенки" not in kept.content
    assert seal(json.loads(kept.content)).sha256 == kept.sha256


def test_validation_freezes_what_was_corrected_and_then_stands(world: World) -> None:
    made = build.validated(world)
    version = ResultVersion.objects.get()
    assert version.state == "validated"
    with pytest.raises(Refused):
        results.freeze(world.ctx("facilitator"), event=made)
    results.publish_results(world.ctx("coordinator"), event=made)
    version.refresh_from_db()
    assert version.state == "published"


def test_corrections_are_for_those_who_took_part(world: World) -> None:
    made = build.in_correction(world)
    with clock.at("2027-03-14 09:00"):
        with pytest.raises(Refused):
            results.correct(world.ctx("account"), event=made, about="notes", text="Не е така.")
        filed = results.correct(
            world.ctx("participant"), event=made, about="notes", text="Не е така."
        )
    assert filed.state == "open"
    assert "Не е така" not in json.dumps(last("workshops.correct").facts, ensure_ascii=False)
    with clock.at("2027-03-15 09:00"):
        results.answer_correction(
            world.ctx("coordinator"), correction=filed, taken=True, answer=texts(bg="Вярно е.")
        )
    assert Message.objects.filter(kind="workshops.correction_answered").count() == 1


def test_a_validated_group_is_carried_over_by_a_link(world: World) -> None:
    made = rooms.workshop(world)
    board = rooms.open_boards(world, made, ["need"])[0]
    cluster = rooms.group(world, made, "Светлина", [rooms.write(world, board, "Лампи")])
    target = build.event(world, "second")
    with pytest.raises(Refused):
        results.carry_over(world.ctx("coordinator"), cluster=cluster, target=target)
    made.state = "validated"
    made.save()
    cluster.refresh_from_db()
    cluster.workshop = made
    results.carry_over(world.ctx("coordinator"), cluster=cluster, target=target)
    viewer = world.viewer()
    assert list(carry.carried_into(viewer, target)) == [cluster]
    assert carry.carried_from(viewer, made)[cluster.pk] == [target]


def test_an_overview_needs_a_validated_result_and_both_languages(world: World) -> None:
    made = build.in_correction(world)
    with pytest.raises(Refused):
        afterwards.draft_overview(world.ctx("editor"), event=made)
    with clock.at("2027-03-19 09:00"):
        results.validate(world.ctx("coordinator"), event=made)
        overview = afterwards.draft_overview(world.ctx("editor"), event=made)
    assert set(overview.title) == set(overview.body) == {"bg", "en"}
    assert overview.due_on.isoformat() == "2027-03-26"
    afterwards.revise_overview(
        world.ctx("editor"), overview=overview, title=texts(bg="Само"), body=texts(bg="Само")
    )
    with pytest.raises(Refused):
        afterwards.publish_overview(world.ctx("editor"), overview=overview)


def test_an_open_board_opens_by_itself(world: World) -> None:
    made = build.open_board(world)
    with clock.at("2027-02-28 12:00"):
        assert schedule.open_due() == 0
    with clock.at("2027-03-01 00:01"):
        assert schedule.open_due() == 1
        assert schedule.open_due() == 0
    made.refresh_from_db()
    assert made.state == "live"
    assert last("workshops.start").role == "system"


def test_admission_is_per_person_and_event(world: World) -> None:
    made, other = build.event(world), build.event(world, "other")
    person = world.person("participant")
    for _again in range(2):
        attendance.admit(world.ctx("facilitator"), event=made, persons=[person], seats=1)
    assert people.admitted(world.viewer("participant"), made)
    assert not people.admitted(world.viewer("participant"), other)
    assert people.admissions(world.viewer("facilitator"), made).count() == 3


def test_the_report_says_who_was_missing(world: World) -> None:
    made = build.started(world)
    youth = build.kind(world)
    lines = {youth.pk: Wanted(wanted=2, invited=1, came=0)}
    balance.set_balance(world.ctx("coordinator"), event=made, lines=lines)
    scope = ReportScope(build.DAY, events=(("workshops.workshop", str(made.pk)),))
    found = {s.id: s for s in registry.gather("report_sections", world.viewer(), scope=scope)}
    said = str(found["participants_and_who_was_missing"].blocks)
    assert "Няма нито една младежка организация." in said
    assert "Планът и срещата следват шаблона без промяна." in str(found["annexes"].blocks)


def test_what_rooms_gather(world: World) -> None:
    made = build.event(world)
    build.interest(world, made)
    staff, visitor = world.viewer("coordinator"), world.viewer()
    assert [c.group for c in registry.gather("home_cards", visitor)] == ["coming"]
    assert [e.lane for e in registry.gather("timeline", visitor) if "нуждите" in e.title]
    assert registry.gather("calendar", visitor)[0].uid.startswith("workshop-")
    assert any("Примерен клуб" in t.title for t in registry.gather("staff_tasks", staff))
    assert not registry.gather("staff_tasks", visitor)
    thing = registry.thing(visitor, "workshops.workshop", made.pk)
    assert thing is not None
    assert thing.title == "Семинар за нуждите"
    assert registry.thing(world.viewer("", world.other_city), thing.kind, made.pk) is None
    steps = registry.stories(visitor, [(thing.kind, made.pk)])
    assert any("Планирано е" in step.text for step in steps)
