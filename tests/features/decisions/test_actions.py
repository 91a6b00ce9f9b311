"""Row, event, refusal: from an act to what a citizen saw of it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.features.decisions.build import act, check, delivery
from tests.world import World
from zaedno.core.clock import at
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused
from zaedno.features.decisions import actions
from zaedno.features.decisions.models import Act, CitizenCheck
from zaedno.features.decisions.queries import rows, things
from zaedno.platform.links.models import Link


def test_an_act_is_recorded_once_and_linked(world: World) -> None:
    made = act(world)
    tie = Link.objects.get(target_kind="decisions.act")
    assert (tie.source_kind, tie.target_id) == ("workshops.cluster", str(made.pk))
    with pytest.raises(Refused):
        act(world)
    assert Act.objects.count() == 1


def test_a_moved_delivery_keeps_its_planned_date(world: World) -> None:
    row = delivery(world, act(world))
    with at("2027-07-20 10:00"):
        reason = texts(bg="Чакаме доставка")
        actions.delay(world.ctx("editor"), pk=row.pk, new=When.parse("2027-10-31"), reason=reason)
    row.refresh_from_db()
    assert (row.planned, row.moved_to) == (When.parse("2027-07-31"), When.parse("2027-10-31"))
    assert things.stands(world.viewer(), row, date(2027, 8, 1)) == "moved"
    assert things.stands(world.viewer(), row, date(2027, 11, 1)) == "late"


def test_a_check_waits_for_a_moderator(world: World) -> None:
    seen = check(world, delivery(world, act(world)))
    assert rows.checks(world.viewer("visitor")).count() == 0
    actions.publish_check(world.ctx("moderator"), pk=seen.pk)
    assert rows.checks(world.viewer("visitor")).count() == 1
    with pytest.raises(Refused):
        actions.hide_check(world.ctx("moderator"), pk=seen.pk, reason="късно")


def test_a_published_check_disputes_what_the_city_calls_done(world: World) -> None:
    row = delivery(world, act(world))
    with at("2027-07-30 10:00"):
        actions.deliver(world.ctx("coordinator"), pk=row.pk, day=date(2027, 7, 30))
    seen = check(world, row)
    row.refresh_from_db()
    assert things.stands(world.viewer(), row, date(2027, 8, 21)) == "done"
    actions.publish_check(world.ctx("moderator"), pk=seen.pk)
    assert things.stands(world.viewer(), row, date(2027, 8, 21)) == "disputed"


def test_a_sixth_check_on_one_day_is_refused(world: World) -> None:
    row = delivery(world, act(world))
    for _i in range(5):
        check(world, row)
    with pytest.raises(Refused):
        check(world, row)
    assert CitizenCheck.objects.count() == 5


def test_no_word_of_a_citizen_enters_the_journal(world: World) -> None:
    check(world, delivery(world, act(world)))
    assert "табло" not in str(list(Event.objects.values())).lower()


def test_another_city_sees_none_of_it(world: World) -> None:
    row = act(world)
    stranger = world.viewer("coordinator", world.other_city)
    assert rows.acts(stranger).count() == 0
    assert things.acts(stranger, [str(row.pk)]) == {}
