"""Working days of a country: which days are free, and what day comes ten working days later.

A country's public holidays are data (`Holidays`): days of the year, days counted from Orthodox
Easter, and whether a holiday on a weekend gives a free weekday after it.

>>> orthodox_easter(2021)
datetime.date(2021, 5, 2)
>>> date(2021, 5, 4) in free_days(BULGARIA, 2021)  # instead of Saturday, 1 May
True
>>> after(date(2021, 4, 28), 2, BULGARIA)
datetime.date(2021, 5, 5)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

SATURDAY = 5


@dataclass(frozen=True)
class Holidays:
    """`fixed` are (month, day); `from_easter` are days counted from Easter Sunday.

    `moved_from`: since that year a fixed holiday on a weekend frees the next working day.
    """

    fixed: tuple[tuple[int, int], ...]
    from_easter: tuple[int, ...]
    moved_from: int | None = None


# Labour Code, article 154. Days declared by the government for one year are added by `extra`.
BULGARIA = Holidays(
    fixed=(
        (1, 1),
        (3, 3),
        (5, 1),
        (5, 6),
        (5, 24),
        (9, 6),
        (9, 22),
        (12, 24),
        (12, 25),
        (12, 26),
    ),
    from_easter=(-2, -1, 0, 1),
    moved_from=2017,
)


def orthodox_easter(year: int) -> date:
    """Meeus' Julian algorithm, given in the Gregorian calendar (1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


@cache
def free_days(country: Holidays, year: int) -> frozenset[date]:
    """Public holidays of a year, with the weekdays given for those on a weekend."""
    easter = orthodox_easter(year)
    fixed = sorted(date(year, month, day) for month, day in country.fixed)
    free = {easter + timedelta(days=offset) for offset in country.from_easter} | set(fixed)
    if country.moved_from is None or year < country.moved_from:
        return frozenset(free)
    for holiday in fixed:
        if holiday.weekday() >= SATURDAY:
            instead = holiday + timedelta(days=1)
            while instead.weekday() >= SATURDAY or instead in free:
                instead += timedelta(days=1)
            free.add(instead)
    return frozenset(free)


def is_working(day: date, country: Holidays, extra: frozenset[date] = frozenset()) -> bool:
    """Neither a weekend nor a holiday of the country nor one of the `extra` free days."""
    return day.weekday() < SATURDAY and day not in free_days(country, day.year) and day not in extra


def after(start: date, count: int, country: Holidays, extra: frozenset[date] = frozenset()) -> date:
    """The day that is `count` working days after `start`, which itself does not count."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day, country, extra)
    return day


def between(start: date, end: date, country: Holidays, extra: frozenset[date] = frozenset()) -> int:
    """How many working days passed since `start` up to and with `end`."""
    days = (end - start).days
    return sum(is_working(start + timedelta(days=n), country, extra) for n in range(1, days + 1))
