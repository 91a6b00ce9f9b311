"""What is kept of a promise, as of a day: three separate readings, never one bar.

*Delivery* says how much of the way from baseline to target is covered, *schedule* how that stands
to the due day, *freshness* how old the newest report is. All three are computed from dated values;
nobody types a percentage. The separation follows the practice of open-government trackers, which
keep completion, timeliness and the age of the update apart.

Dates are `datetime.date`, values are `Decimal` in the measure's own unit, shares lie in 0..1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

FRESH_DAYS = 31
AGEING_DAYS = 92
LAG = Decimal("0.25")
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Reading:
    """One reported value: its day and its number in the measure's unit."""

    day: date
    value: Decimal


@dataclass(frozen=True)
class Standing:
    """How a promise stands on the day `as_of`.

    `share` is None when there is no value yet. `delivery` is one of not_started, limited,
    substantial, complete, withdrawn; `schedule` one of on_time, at_risk, overdue, late, none;
    `freshness` one of fresh, ageing, stale, none.
    """

    as_of: date
    value: Decimal | None
    share: Decimal | None
    delivery: str
    schedule: str
    freshness: str
    days_over: int = 0


def covered(baseline: Decimal | None, target: Decimal, value: Decimal) -> Decimal:
    """Share of the way from baseline to target, cut to 0..1; a missing baseline counts as 0.

    A target below the baseline means "less is better".
    Raises ValueError when target and baseline are equal: there is no way to go.

    >>> covered(Decimal(0), Decimal(10), Decimal(4))
    Decimal('0.4')
    >>> covered(Decimal(100), Decimal(50), Decimal(75))
    Decimal('0.5')
    """
    start = baseline if baseline is not None else Decimal(0)
    if target == start:
        raise ValueError("target and baseline are equal")
    return min(Decimal(1), max(Decimal(0), (value - start) / (target - start)))


def standing(
    *,
    baseline: Decimal | None,
    target: Decimal,
    readings: list[Reading],
    since: date,
    due: date,
    as_of: date,
    withdrawn_on: date | None = None,
) -> Standing:
    """How the promise stands at the end of `as_of`; later readings do not count.

    `since` is the day the owner confirmed, `due` the last day that is still in time.

    >>> past = [Reading(date(2021, 3, 31), Decimal(15)), Reading(date(2021, 4, 15), Decimal(40))]
    >>> now = standing(baseline=Decimal(0), target=Decimal(100), readings=past,
    ...                since=date(2021, 2, 12), due=date(2021, 4, 30), as_of=date(2021, 4, 15))
    >>> now.share, now.delivery, now.schedule, now.freshness
    (Decimal('0.4'), 'limited', 'at_risk', 'fresh')
    """
    known = sorted((r for r in readings if r.day <= as_of), key=lambda r: r.day)
    value = known[-1].value if known else None
    share = covered(baseline, target, value) if value is not None else None
    if withdrawn_on is not None and withdrawn_on <= as_of:
        return Standing(as_of, value, share, "withdrawn", "none", "none")
    done = next((r.day for r in known if covered(baseline, target, r.value) == 1), None)
    if share is not None and share < 1:
        done = None
    schedule, over = _schedule(share or Decimal(0), since, due, as_of, done)
    newest = known[-1].day if known else since
    return Standing(
        as_of, value, share, _delivery(share), schedule, _age(newest, as_of, done), over
    )


def _delivery(share: Decimal | None) -> str:
    if not share:
        return "not_started"
    if share == 1:
        return "complete"
    return "substantial" if share >= HALF else "limited"


def _schedule(
    share: Decimal, since: date, due: date, as_of: date, done: date | None
) -> tuple[str, int]:
    """Late when done after the due day; at risk when a quarter or more behind a steady pace."""
    if done is not None:
        return ("on_time", 0) if done <= due else ("late", (done - due).days)
    if as_of > due:
        return "overdue", (as_of - due).days
    span = (due - since).days
    gone = Decimal((as_of - since).days) / span if span > 0 else Decimal(1)
    return ("at_risk" if gone - share >= LAG else "on_time"), 0


def _age(newest: date, as_of: date, done: date | None) -> str:
    if done is not None:
        return "none"
    days = (as_of - newest).days
    if days <= FRESH_DAYS:
        return "fresh"
    return "ageing" if days <= AGEING_DAYS else "stale"


def half_year(day: date) -> tuple[date, date]:
    """The first and last day of the half-year a day lies in.

    >>> half_year(date(2021, 4, 15))
    (datetime.date(2021, 1, 1), datetime.date(2021, 6, 30))
    """
    if day.month <= 6:
        return date(day.year, 1, 1), date(day.year, 6, 30)
    return date(day.year, 7, 1), date(day.year, 12, 31)


def reviewed(stand: Standing, *, moved: bool, reported: bool) -> str:
    """What a half-yearly review says: kept, dropped, moved, silent or under_way.

    `moved`: the due day was changed in the half-year; `reported`: a value was reported in it.

    >>> silent = Standing(date(2021, 6, 30), None, None, "not_started", "at_risk", "stale")
    >>> reviewed(silent, moved=False, reported=False)
    'silent'
    """
    if stand.delivery == "complete":
        return "kept"
    if stand.delivery == "withdrawn":
        return "dropped"
    if moved:
        return "moved"
    return "under_way" if reported else "silent"
