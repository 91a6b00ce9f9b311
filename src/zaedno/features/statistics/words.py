"""Numbers as they are shown: figures, charts and rows, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.core.charts import Bar, BarChart
from zaedno.core.partial_dates import When
from zaedno.core.participation import ONLINE, PAPER, TABLE
from zaedno.core.verdict import Sentence

WEEK = timedelta(days=7)
MOST_WEEKS, LAST_WEEKS = 20, 8  # of more weeks, months or years are shown and the last weeks
MOST_BARS = 15
Row = tuple[str, int, int]  # its name, what was said, what was given


@dataclass(frozen=True)
class Span:
    """Deeds by weeks, months or years; `label` says what stands before each number."""

    title: str
    label: str
    rows: list[Row]


@dataclass
class Shown:
    """A page of numbers; a part without rows is not drawn."""

    said: int
    given: int
    people: int
    counter: int
    answers: dict[str, Any] | None
    kinds: list[dict[str, Any]]
    undated: int = 0
    where: list[Row] = field(default_factory=list)
    stages: list[Row] = field(default_factory=list)
    how: list[Row] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.said or self.given)

    @property
    def share(self) -> int | None:
        told = self.answers
        return round(100 * told["answered"] / told["due"]) if told and told["due"] else None


def shown(
    data: dict[str, Any],
    titles: dict[str, Sentence],
    districts: dict[str, str],
    stages: dict[int, str],
) -> Shown:
    kinds = [
        {**one, "title": titles[one["code"]]}
        for one in data["kinds"]
        if one["count"] and one["code"] in titles
    ]
    kinds.sort(key=lambda one: (one["votes"], -one["count"]))
    said, given = (sum(one["count"] for one in kinds if one["votes"] is v) for v in (False, True))
    ways = {
        ONLINE: _("online"),
        PAPER: _("on paper"),
        TABLE: _("brought in as a table"),
    }
    outside = pgettext("stage", "outside of the stages")
    return Shown(
        said=said,
        given=given,
        people=data["people"],
        counter=data["counter"],
        answers=data["answers"],
        kinds=kinds,
        undated=sum(max(one["count"] - one["dated"], 0) for one in kinds),
        where=_named(data["where"], districts),
        stages=[(stages.get(at, outside), *numbers) for at, *numbers in data["stages"]],
        how=_named(data["how"], ways),
    )


def _named(rows: Iterable[list[Any]], names: dict[str, str]) -> list[Row]:
    return [(names[name], said, given) for name, said, given in rows if name in names]


def times(weeks: list[list[Any]], today: date) -> list[Span]:
    """Week by week; of many weeks the months or years, and beside them the last weeks."""
    if not weeks:
        return []
    known = {date.fromisoformat(monday): (said, given) for monday, said, given in weeks}
    first, last = min(known), max(known)
    mondays = [first + WEEK * n for n in range((last - first) // WEEK + 1)]
    if len(mondays) <= MOST_WEEKS:
        return [_weeks(known, mondays)]
    this = today - timedelta(days=today.weekday())
    newest = [one for n in range(LAST_WEEKS) if (one := this - WEEK * n) >= first]
    recent = [_weeks(known, newest[::-1])] if any(one in known for one in newest) else []
    return [_longer(known, mondays), *recent]


def _weeks(known: dict[date, tuple[int, int]], mondays: list[date]) -> Span:
    """Also those without deeds: a gap is told, too."""
    rows = [(When.day(one).show(), *known.get(one, (0, 0))) for one in mondays]
    return Span(_("By week"), _("Week that begins on"), rows)


def _longer(known: dict[date, tuple[int, int]], mondays: list[date]) -> Span:
    yearly = len(mondays) > 4 * MOST_WEEKS

    def of(monday: date) -> str:
        return f"{monday.year}" if yearly else f"{monday.year}-{monday.month:02}"

    rows: list[Row] = []
    for name, some in groupby(mondays, key=of):
        told = [known.get(one, (0, 0)) for one in some]
        shown = name if yearly else When.parse(name).show()
        said, given = (sum(numbers) for numbers in zip(*told, strict=True))
        rows.append((shown, said, given))
    if yearly:
        return Span(_("By year"), pgettext("statistics", "Year"), rows)
    return Span(_("By month"), pgettext("statistics", "Month"), rows)


def charts(title: str, rows: list[Row], label: str) -> list[BarChart]:
    """What was said, and beside it what was given, where there is any."""
    both = (
        ([row[1] for row in rows], pgettext("statistics", "contributions"), _("Contributions")),
        ([row[2] for row in rows], pgettext("statistics", "votes"), _("Votes")),
    )
    return [
        BarChart(
            title=f"{title}: {what}",
            caption=f"{head}, {title.lower()}",
            bars=tuple(Bar(row[0], n) for row, n in zip(rows, numbers, strict=True)),
            label_head=label,
            value_head=head,
        )
        for numbers, what, head in both
        if any(numbers)
    ]
