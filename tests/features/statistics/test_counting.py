"""What is counted, what is not, and how people are told of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.features.proposals.build import open_process, proposed
from tests.platform.discussion.build import said
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.features.proposals.actions.supports import support
from zaedno.features.proposals.actions.writing import withdraw
from zaedno.features.statistics import schedule, words
from zaedno.features.statistics.models import Statistic
from zaedno.features.statistics.queries import counting, rows
from zaedno.features.statistics.rules import in_steps
from zaedno.platform.people.models import Alias
from zaedno.platform.processes.models import Process

WALKERS = ("participant", "facilitator", "editor", "moderator", "notetaker")


def spoken(world: World) -> Process:
    """Five people propose, one comments, one supports."""
    process = open_process(world)
    made = [proposed(world, process, role, title=f"№ {role}") for role in WALKERS]
    said(world, made[0])
    support(world.ctx("facilitator"), proposal=made[0])
    return process


def kinds(data: dict[str, object]) -> dict[str, dict[str, int]]:
    return {one["code"]: one for one in data["kinds"]}  # type: ignore[index, attr-defined]


def test_each_kind_with_its_people_in_fives(world: World) -> None:
    process = spoken(world)
    data = counting.counted(world.viewer(), process)
    told = kinds(data)
    assert told["proposals.proposal"]["count"] == 5
    assert told["proposals.proposal"]["people"] == 5
    assert told["discussion.comment"]["count"] == 1
    assert told["discussion.comment"]["people"] == 0
    assert (told["proposals.support"]["count"], told["proposals.support"]["votes"]) == (1, True)
    assert data["people"] == 5  # whoever proposed and supported is one person
    assert data["how"] == [["online", 6, 1]]
    monday = clock.today() - timedelta(days=clock.today().weekday())
    assert data["weeks"] == [[monday.isoformat(), 6, 1]]


def test_by_the_stage_in_which_it_was_done(world: World) -> None:
    process = spoken(world)
    stages = counting.counted(world.viewer(), process)["stages"]
    open_now = next(one for one in process.stages.all() if one.is_on(clock.now()))
    assert [open_now.position, 6, 1] in stages
    assert sum(n for _position, n, _given in stages) == 6


def test_what_is_withdrawn_is_gone_here_too(world: World) -> None:
    process = open_process(world)
    row = proposed(world, process)
    withdraw(world.ctx("participant"), proposal=row)
    data = counting.counted(world.viewer(), process)
    assert kinds(data)["proposals.proposal"]["count"] == 0
    assert data["people"] == 0


def test_who_only_supports_is_a_person_too(world: World) -> None:
    process = spoken(world)
    row = proposed(world, process, "coordinator", title="Още едно")
    for role in ("clerk", "reviewer", "operator", "representative"):
        support(world.ctx(role), proposal=row)
    data = counting.counted(world.viewer(), process)
    assert kinds(data)["proposals.support"]["people"] == 5
    assert data["people"] == 10


def test_another_process_and_another_city_are_others(world: World) -> None:
    spoken(world)
    other = open_process(world, title=texts(bg="Друг"))
    assert kinds(counting.counted(world.viewer(), other))["proposals.proposal"]["count"] == 0
    whole = kinds(counting.counted(world.viewer(), None))
    assert whole["proposals.proposal"]["count"] == 5
    assert whole["discussion.comment"]["count"] == 1
    there = world.viewer(city=world.other_city)
    assert kinds(counting.counted(there, None))["proposals.proposal"]["count"] == 0


@pytest.mark.parametrize(("people", "told"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_nobody_is_seen_to_come(people: int, told: int) -> None:
    assert in_steps(people) == told


def test_counted_beforehand_where_something_was_done_since(world: World) -> None:
    process = spoken(world)
    assert schedule.count_due() == 2  # the process and the city
    assert schedule.count_due() == 0
    proposed(world, process, "clerk", title="Още едно")
    assert schedule.count_due() == 2
    row = Statistic.objects.get(process=process)
    assert kinds(row.data)["proposals.proposal"]["count"] == 6


def test_a_concluded_process_once_a_day(world: World) -> None:
    process = spoken(world)
    schedule.count_due()
    Process.objects.filter(pk=process.pk).update(
        state=Process.State.CONCLUDED, kept=process.promise
    )
    proposed(world, open_process(world, title=texts(bg="Друг")), "editor")
    upto = counting.latest(world.viewer())
    assert process not in rows.due(world.viewer(), upto)
    Statistic.objects.update(counted_at=clock.now() - timedelta(days=2))
    assert process in rows.due(world.viewer(), upto)


def test_no_pseudonym_is_kept(world: World) -> None:
    spoken(world)
    schedule.count_due()
    kept = str(list(Statistic.objects.values_list("data", flat=True)))
    keys = list(Alias.objects.values_list("key", flat=True))
    assert keys
    assert not [key for key in keys if key in kept]


def test_many_weeks_become_months_and_years() -> None:
    today = date(2027, 3, 10)

    def weeks(count: int) -> list[list[object]]:
        first = date(2027, 3, 8) - timedelta(days=7 * (count - 1))
        return [[first.isoformat(), 2, 0], ["2027-03-08", 3, 1]]

    [short] = words.times(weeks(4), today)
    assert [row[1:] for row in short.rows] == [(2, 0), (0, 0), (0, 0), (3, 1)]
    months, last = words.times(weeks(30), today)
    assert (len(months.rows), len(last.rows)) == (8, words.LAST_WEEKS)
    assert sum(row[1] for row in months.rows) == 5
    years, _last = words.times(weeks(150), today)
    assert [row[0] for row in years.rows] == ["2024", "2025", "2026", "2027"]
    assert words.times([], today) == []
