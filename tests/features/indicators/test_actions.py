"""Defining, measuring, correcting: row, link, event, refusal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.features.indicators.build import defined, measured, registered
from tests.features.needs.build import proposed
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.partial_dates import When
from zaedno.core.report import ReportScope
from zaedno.core.verdict import Refused
from zaedno.features.indicators import actions, charts, queries, report
from zaedno.features.indicators.models import Indicator, Mechanism, Point
from zaedno.features.needs.queries import portfolio


def test_codes_go_on_by_themselves(world: World) -> None:
    assert [defined(world).code, defined(world).code] == ["K01", "K02"]
    assert defined(world, city=world.other_city).code == "K01"


def test_a_baseline_that_cannot_be_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        defined(world, unit="out_of_5", target=Decimal(6))
    assert not Indicator.objects.exists()


def test_a_value_once_a_date_and_never_ahead(world: World) -> None:
    row = defined(world)
    with clock.at("2021-07-01"):
        measured(world, row, "2021-06", "48")
        with pytest.raises(Refused):
            measured(world, row, "2021-06", "49")
        with pytest.raises(Refused):
            measured(world, row, "2021-08", "60")
    assert [point.value for point in Point.objects.all()] == [48]
    assert Event.objects.get(verb="indicators.measure").facts["value"] == 48


def test_the_database_keeps_one_value_a_date(world: World) -> None:
    row = defined(world)
    point = measured(world, row, "2021-06", "48")
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.create(
            city=world.city, indicator=row, date=point.date, value=1, measured_at=point.measured_at
        )


def test_a_corrected_value_stays_with_the_reason(world: World) -> None:
    row = defined(world)
    wrong = measured(world, row, "2021-06", "84")
    ctx = world.ctx("editor")
    right = actions.correct(ctx, point=wrong, value=Decimal(48), reason="Digits swapped")
    wrong.refresh_from_db()
    assert (wrong.corrected_by, wrong.reason) == (right, "Digits swapped")
    found = queries.indicator(world.viewer(), row.pk)
    assert found is not None
    assert [point.value for point in found.series] == [48]  # type: ignore[attr-defined]
    with pytest.raises(Refused):
        actions.correct(ctx, point=wrong, value=Decimal(50), reason="Again")


def test_a_solution_knows_its_performance_indicator(world: World) -> None:
    solution = proposed(world)
    defined(world, about=("needs.solution", str(solution.pk)))
    found = portfolio.indicators(world.viewer(), [solution.pk])[str(solution.pk)]
    assert found[0].facts["chain"] == "performance"


def test_the_story_is_told_in_values(world: World) -> None:
    row = defined(world)
    measured(world, row, "2021-01", "12")
    measured(world, row, "2021-06", "48.5")
    told = queries.stories(world.viewer(), [str(row.pk)])[str(row.pk)]
    assert [step.date.text for step in told] == ["2021-01-01m", "2021-06-01m"]
    assert "48,5" in told[1].text


def test_the_chart_begins_with_the_first_value(world: World) -> None:
    row = defined(world)
    found = queries.indicator(world.viewer(), row.pk)
    assert found is not None
    assert charts.series(found) is None
    measured(world, row, "2021-01", "12.5")
    found = queries.indicator(world.viewer(), row.pk)
    assert found is not None
    chart = charts.series(found)
    assert chart is not None
    assert [bar.faint for bar in chart.bars] == [True, False, True]


def test_late_indicators_wait_on_the_desk(world: World) -> None:
    row = defined(world, frequency=3)
    with clock.at("2021-02-01"):
        measured(world, row, "2021-01", "12")
    with clock.at("2021-06-10"):
        assert [task.late for task in report.tasks(world.viewer("editor"))] == [True]
        assert report.tasks(world.viewer("participant")) == []
    with clock.at("2021-03-10"):
        assert report.tasks(world.viewer("editor")) == []


def test_the_report_knows_values_of_its_day_only(world: World) -> None:
    row = defined(world)
    measured(world, row, "2021-01", "12")
    measured(world, row, "2021-12", "71")
    section = report.sections(world.viewer(), scope=ReportScope(as_of=date(2021, 4, 15)))[0]
    assert "12" in str(section.blocks[2])
    assert "71" not in str(section.blocks[2])


def test_a_cost_has_currency_and_date(world: World) -> None:
    row = registered(world, cost=Decimal(10), currency="EUR", cost_date=When.parse("2021-05"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Mechanism.objects.filter(pk=row.pk).update(currency="")


def test_use_before_and_after(world: World) -> None:
    row = registered(world)
    for phase, value in (("before", 12), ("after", 71)):
        actions.count_use(
            world.ctx("coordinator"),
            mechanism=row,
            phase=phase,
            what=texts(bg="Отговори"),
            date=When.parse("2021-06"),
            value=Decimal(value),
            unit="percent",
            source="Преброяване",
        )
    assert [use.phase for use in row.uses.all()] == ["before", "after"]
    assert report.cards(world.viewer())[0].group == "became"
