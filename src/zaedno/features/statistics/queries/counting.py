"""The numbers themselves: each room counts its tables in grouped queries, here they are added up.

Counted is what everybody may read, whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from zaedno.core import registry
from zaedno.core.models import Event
from zaedno.core.participation import Answered, Asked, Counts, Participation
from zaedno.core.viewer import Viewer
from zaedno.features.statistics.rules import in_steps
from zaedno.platform.processes.models import Process, Stage
from zaedno.platform.processes.queries import rows as processes
from zaedno.platform.processes.queries.things import PROCESS

SAID, GIVEN = 0, 1  # what people said themselves, and what they gave to the words of others
OUTSIDE = 0  # deeds of no stage, as comments between two of them
Sums = defaultdict[Any, list[int]]


def counted(viewer: Viewer, process: Process | None) -> dict[str, Any]:
    """Everything a page shows, as it is stored."""
    reader = Viewer(city=viewer.city, lang=viewer.lang)
    kinds: list[Participation] = registry.gather("participation", reader)
    asked = _asked(reader, process, kinds)
    told = [(kind, kind.counts(reader, asked)) for kind in kinds]
    found = [(kind, counts) for kind, counts in told if not kind.among]
    stages = list(processes.stages(reader, process.pk)) if process else []
    return {
        "kinds": [_kind(reader, asked, *one) for one in found],
        "weeks": _weeks(viewer, found),
        "stages": _stages(viewer, stages, found),
        "where": _added((kind, counts.where) for kind, counts in found),
        "how": _added((kind, counts.how) for kind, counts in found),
        "counter": in_steps(sum(n for kind, c in told if kind.among for _way, n in c.how)),
        "people": _people(reader, asked, kinds),
        "answers": _answers(reader, asked, kinds),
    }


def latest(viewer: Viewer) -> int:
    """The number of the city's newest deed."""
    newest = Event.objects.filter(city_id=viewer.city.pk).order_by("-id")
    return newest.values_list("pk", flat=True).first() or 0


def _asked(viewer: Viewer, process: Process | None, kinds: list[Participation]) -> Asked:
    if process is None:
        return Asked()
    whole = Asked(process)
    things = {kind.code: kind.things(viewer, whole) for kind in kinds if kind.things}
    return Asked(process, {PROCESS: Process.objects.filter(pk=process.pk).values("pk"), **things})


def _kind(viewer: Viewer, asked: Asked, kind: Participation, counts: Counts) -> dict[str, Any]:
    told: dict[str, Any] = {
        "code": kind.code,
        "votes": kind.votes,
        "count": sum(n for _way, n in counts.how),
        "dated": sum(n for _moment, n in counts.when),
    }
    if kind.who is not None:
        told["people"] = in_steps(kind.who(viewer, asked).distinct().count())
    return told


def _place(kind: Participation) -> int:
    return GIVEN if kind.votes else SAID


def _added(groups: Iterable[tuple[Participation, Iterable[tuple[str, int]]]]) -> list[list[Any]]:
    """[[name, what was said, what was given]], the most said first."""
    sums: Sums = defaultdict(lambda: [0, 0])
    for kind, counts in groups:
        for name, n in counts:
            sums[name][_place(kind)] += n
    found = sorted(sums.items(), key=lambda one: (-one[1][SAID], -one[1][GIVEN], one[0]))
    return [[name, *numbers] for name, numbers in found]


def _weeks(viewer: Viewer, found: list[tuple[Participation, Counts]]) -> list[list[Any]]:
    """By the Monday of each week, oldest first."""
    sums: Sums = defaultdict(lambda: [0, 0])
    for kind, counts in found:
        for moment, n in counts.when:
            day = _day(viewer, moment)
            sums[day - timedelta(days=day.weekday())][_place(kind)] += n
    return [[monday.isoformat(), *sums[monday]] for monday in sorted(sums)]


def _day(viewer: Viewer, moment: datetime | date) -> date:
    if isinstance(moment, datetime):
        return moment.astimezone(ZoneInfo(getattr(viewer.city, "time_zone", "Europe/Sofia"))).date()
    return moment


def _stages(
    viewer: Viewer, stages: list[Stage], found: list[tuple[Participation, Counts]]
) -> list[list[Any]]:
    if not stages:
        return []
    sums: Sums = defaultdict(lambda: [0, 0])
    for kind, counts in found:
        for moment, n in counts.when:
            sums[_stage(viewer, stages, moment)][_place(kind)] += n
    shown = [one.position for one in stages] + ([OUTSIDE] if OUTSIDE in sums else [])
    return [[position, *sums[position]] for position in shown]


def _stage(viewer: Viewer, stages: list[Stage], moment: datetime | date) -> int:
    for stage in stages:
        if isinstance(moment, datetime):
            held = stage.span.holds(moment)
        else:
            held = stage.first_day <= moment <= (stage.last_day or date.max)
        if held:
            return stage.position
    return OUTSIDE


def _people(viewer: Viewer, asked: Asked, kinds: list[Participation]) -> int:
    """Everybody once, whatever they did; counted by the database, never read."""
    groups = [kind.who(viewer, asked) for kind in kinds if kind.who is not None]
    if not groups:
        return 0
    first, *rest = groups
    return in_steps(first.union(*rest).count() if rest else first.distinct().count())


def _answers(viewer: Viewer, asked: Asked, kinds: list[Participation]) -> dict[str, Any] | None:
    """Of the room that answers; a second one would need the days of both."""
    for kind in kinds:
        if kind.answers is not None:
            told: Answered = kind.answers(viewer, asked)
            return {"due": told.due, "answered": told.answered, "median": told.median}
    return None
