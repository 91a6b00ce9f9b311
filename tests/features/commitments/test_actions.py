"""Row, event, refusal: the life of a promise."""

from __future__ import annotations

from datetime import date

import pytest

from tests.features.commitments.build import confirmed, owner_ctx, promise, report
from tests.world import World
from zaedno.core.actions import system_ctx
from zaedno.core.clock import at
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import actions
from zaedno.features.commitments.models import Amendment, Commitment
from zaedno.features.commitments.queries import rows
from zaedno.platform.links.models import Link
from zaedno.platform.people.models import Organisation


@pytest.fixture
def owner(world: World) -> Organisation:
    return world.organisation()


def verbs() -> list[str]:
    return list(
        Event.objects.filter(verb__startswith="commitments.")
        .order_by("id")
        .values_list("verb", flat=True)
    )


def test_a_promise_is_linked_to_its_source_and_counts_nowhere(
    world: World, owner: Organisation
) -> None:
    made = promise(world, owner, source=("workshops.cluster", 3))
    tie = Link.objects.get()
    assert (tie.source_kind, tie.source_id, tie.target_id) == (
        "workshops.cluster",
        "3",
        str(made.pk),
    )
    assert not made.counts
    assert list(rows.chosen(world.viewer("visitor"), {"counted": True})) == []
    assert verbs() == ["commitments.promise"]


def test_the_owner_confirms_and_it_counts(world: World, owner: Organisation) -> None:
    made = confirmed(world, owner)
    assert made.state == "confirmed"
    assert made.confirmed_on == date(2027, 1, 15)
    assert rows.chosen(world.viewer("visitor"), {"counted": True}).count() == 1
    event = Event.objects.get(verb="commitments.confirm")
    assert event.role == "representative"


def test_somebody_else_can_not_confirm(world: World, owner: Organisation) -> None:
    made = promise(world, owner)
    with pytest.raises(Refused):
        actions.confirm(world.ctx("coordinator"), pk=made.pk)
    made.refresh_from_db()
    assert made.state == "proposed"
    assert verbs() == ["commitments.promise"]


def test_a_refused_one_is_hidden_from_the_public(world: World, owner: Organisation) -> None:
    made = promise(world, owner)
    actions.refuse(owner_ctx(world, owner), pk=made.pk, reason="Нямаме хора за това.")
    assert rows.commitments(world.viewer("visitor")).count() == 0
    assert rows.commitments(world.viewer("coordinator")).count() == 1
    assert "Нямаме" not in str(list(Event.objects.values()))


def test_reaching_the_target_completes_it(world: World, owner: Organisation) -> None:
    one = confirmed(world, owner)
    report(world, one, date(2027, 3, 1), 1)
    one.refresh_from_db()
    assert one.state == "under_way"
    report(world, one, date(2027, 5, 1), 4)
    one.refresh_from_db()
    assert (one.state, one.delivered_on) == ("complete", date(2027, 5, 1))
    with pytest.raises(Refused):
        report(world, one, date(2027, 5, 2), 3)


def test_moving_keeps_the_first_date(world: World, owner: Organisation) -> None:
    one = confirmed(world, owner)
    with at("2027-05-01 10:00"):
        actions.amend(
            owner_ctx(world, owner),
            pk=one.pk,
            new_due=When.parse("2027-09"),
            reason=texts(bg="Чакаме доставка"),
        )
    one.refresh_from_db()
    assert one.due == When.parse("2027-06-30")
    assert one.due_now == When.parse("2027-09")
    assert Amendment.objects.get().old_due == When.parse("2027-06-30")


def test_a_dropped_one_stays_visible(world: World, owner: Organisation) -> None:
    one = confirmed(world, owner)
    with at("2027-05-01 10:00"):
        actions.withdraw(owner_ctx(world, owner), pk=one.pk, reason=texts(bg="Няма помещения"))
    seen = rows.commitments(world.viewer("visitor")).get()
    assert str(seen.withdrawn_reason) == "Няма помещения"
    assert seen.state == Commitment.State.WITHDRAWN


def test_reminders_go_out_once_before_and_on_the_day(world: World, owner: Organisation) -> None:
    confirmed(world, owner)
    for day, sent in (
        ("2027-06-15", 0),
        ("2027-06-16", 1),
        ("2027-06-16", 0),
        ("2027-06-30", 1),
        ("2027-06-30", 0),
    ):
        with at(f"{day} 08:00"):
            assert actions.remind(system_ctx(world.city)) == sent, day


def test_the_half_year_says_who_was_silent(world: World, owner: Organisation) -> None:
    kept, silent = confirmed(world, owner), confirmed(world, owner)
    report(world, kept, date(2027, 4, 1), 4)
    visitor: Viewer = world.viewer("visitor")
    said = {
        r.row.commitment.pk: r.word
        for r in rows.review(visitor, date(2027, 1, 1), date(2027, 6, 30))
    }
    assert said == {kept.pk: "kept", silent.pk: "silent"}


def test_another_city_does_not_see_it(world: World, owner: Organisation) -> None:
    promise(world, owner)
    assert rows.commitments(world.viewer("coordinator", world.other_city)).count() == 0
