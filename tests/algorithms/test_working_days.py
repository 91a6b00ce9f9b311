"""Working days in Bulgaria, against years whose free days are known."""

from __future__ import annotations

from datetime import date

import pytest

from zaedno.algorithms.working_days import BULGARIA, after, between, free_days, orthodox_easter


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2019, date(2019, 4, 28)),
        (2020, date(2020, 4, 19)),
        (2021, date(2021, 5, 2)),
        (2022, date(2022, 4, 24)),
        (2023, date(2023, 4, 16)),
        (2024, date(2024, 5, 5)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 12)),
    ],
)
def test_orthodox_easter(year: int, day: date) -> None:
    assert orthodox_easter(year) == day


def test_a_holiday_on_a_weekend_gives_a_weekday() -> None:
    assert {date(2021, 12, 27), date(2021, 12, 28)} <= free_days(BULGARIA, 2021)
    assert {date(2022, 12, 27), date(2022, 12, 28)} <= free_days(BULGARIA, 2022)
    assert date(2016, 5, 3) not in free_days(BULGARIA, 2016)  # before the rule


def test_easter_on_a_weekend_gives_none() -> None:
    assert date(2020, 4, 21) not in free_days(BULGARIA, 2020)


def test_ten_working_days_after_the_second_seminar() -> None:
    assert after(date(2021, 2, 1), 10, BULGARIA) == date(2021, 2, 15)
    assert after(date(2021, 2, 25), 10, BULGARIA) == date(2021, 3, 12)  # over 3 March
    assert between(date(2021, 2, 25), date(2021, 3, 12), BULGARIA) == 10


def test_days_declared_free_for_one_year_count_too() -> None:
    extra = frozenset({date(2021, 2, 2)})
    assert after(date(2021, 2, 1), 1, BULGARIA, extra) == date(2021, 2, 3)
