"""What rooms tell of participation in numbers: how many deeds of a kind, when, where, by which way.

Each room counts its own tables in grouped queries, whatever the number of rows; whoever gathers
adds up groups. Moments are grouped by their hour: every time zone of a city and every stage begins
on one, and databases cut an hour off without a calculation for each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer

HOUR = len("2027-03-12 18")
ONLINE, PAPER, TABLE, COUNTER = "online", "paper", "table", "counter"


@dataclass(frozen=True)
class Asked:
    """Of which process, or of the whole city. `things` are numbers of what it holds, by kind."""

    process: Any = None
    things: Mapping[str, QuerySet[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Counts:
    """Deeds in groups: by moment (a whole hour) or day, by district's short name, by way."""

    when: tuple[tuple[datetime | date, int], ...] = ()
    where: tuple[tuple[str, int], ...] = ()
    how: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Answered:
    """What the city owes an answer to, how much of it has one, and the median of working days."""

    due: int
    answered: int
    median: float | None


@dataclass(frozen=True)
class Participation:
    """One kind of deeds that a room counts.

    `votes` are given to what others said. What is `among` the deeds of other kinds adds nothing to
    them: it tells by which way they were done. `who` gives the aliases of those who did it, so that
    a person of several rooms is counted once; nobody but the database reads them. `things` gives
    the numbers of what others may speak about.
    """

    code: str
    title: Sentence
    counts: Callable[[Viewer, Asked], Counts]
    votes: bool = False
    among: bool = False
    who: Callable[[Viewer, Asked], QuerySet[Any]] | None = None
    things: Callable[[Viewer, Asked], QuerySet[Any]] | None = None
    answers: Callable[[Viewer, Asked], Answered] | None = None


def by_hour(found: QuerySet[Any], column: str) -> tuple[tuple[datetime, int], ...]:
    """How many rows fall into each hour; one query."""
    hour = Substr(Cast(column, CharField()), 1, HOUR)
    groups = found.order_by().annotate(hour=hour).values_list("hour").annotate(n=Count("pk"))
    return tuple(
        (datetime.strptime(told, "%Y-%m-%d %H").replace(tzinfo=UTC), n) for told, n in groups
    )


def by(found: QuerySet[Any], column: str) -> tuple[tuple[Any, int], ...]:
    """How many rows hold each value; one query. Rows without one are left out."""
    groups = found.order_by().values_list(column).annotate(n=Count("pk"))
    return tuple((told, n) for told, n in groups if told not in (None, ""))


def median(counted: Iterable[tuple[int, int]]) -> float | None:
    """The middle of values of which it is known how often each occurs.

    >>> median([(3, 1), (5, 2), (9, 1)]), median([(2, 1), (4, 1)]), median([])
    (5.0, 3.0, None)
    """
    groups = sorted(counted)
    total = sum(often for _value, often in groups)
    if not total:
        return None
    places, passed, middle = ((total - 1) // 2, total // 2), 0, []
    for value, often in groups:
        passed += often
        middle += [value for place in places[len(middle) :] if place < passed]
    return sum(middle) / 2
