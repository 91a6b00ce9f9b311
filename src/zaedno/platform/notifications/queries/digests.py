"""What the digests tell: the news of a window once, then readers in batches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from zaedno.core.viewer import Viewer
from zaedno.platform.notifications import rules
from zaedno.platform.notifications.models import Follow, Heard, News, Pass, Reader

MOST_NEWS = 5000  # of one window; the newest, if there were ever more
Ref = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """One piece of news as the passes keep it in memory, for everybody."""

    pk: int
    ref: Ref
    what: str
    at: datetime


@dataclass
class Window:
    """The news of a pass, by what one hears of them through and by whom they are for alone."""

    through: dict[Ref, list[tuple[int, Told]]] = field(default_factory=lambda: defaultdict(list))
    personal: dict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))

    def __bool__(self) -> bool:
        return bool(self.through or self.personal)


@dataclass
class Mine:
    """What one reader is to be told: each moved thing once, through the nearest followed one."""

    reader: Reader
    found: dict[Ref, tuple[Told, Follow | None]] = field(default_factory=dict)


def window(viewer: Viewer, upto: int, since: datetime) -> Window:
    """Two queries, whatever the number of readers."""
    rows = News.objects.filter(city_id=viewer.city.pk, pk__lte=upto, at__gt=since)
    columns = ("pk", "kind", "ident", "what", "at", "person_id")
    found = Window()
    told: dict[int, Told] = {}
    for pk, kind, ident, what, at, person in rows.order_by("-pk").values_list(*columns)[:MOST_NEWS]:
        told[pk] = Told(pk, (kind, ident), what, at)
        if person is not None:
            found.personal[person].append(told[pk])
    if told:
        heard = Heard.objects.filter(city_id=viewer.city.pk, news_id__gte=min(told))
        for pk, kind, ident, place in heard.order_by("-news_id").values_list(
            "news_id", "kind", "ident", "place"
        ):
            if pk in told:
                found.through[kind, ident].append((place, told[pk]))
    return found


def due_readers(viewer: Viewer, rhythm: str, after: int, most: int) -> list[Reader]:
    """The next readers who get, or for one thing at least get, letters in this rhythm."""
    mine = Follow.objects.filter(reader=OuterRef("pk"), rhythm=rhythm)
    rows = Reader.objects.filter(Q(rhythm=rhythm) | Exists(mine), city_id=viewer.city.pk)
    return list(rows.filter(pk__gt=after).select_related("person").order_by("pk")[:most])


def gathered(viewer: Viewer, rhythm: str, readers: list[Reader], news: Window) -> list[Mine]:
    """What each of them is to be told; one query for all of them, the rest in memory."""
    by_pk = {reader.pk: Mine(reader) for reader in readers}
    rows = Follow.objects.filter(reader_id__in=by_pk, state=Follow.State.ACTIVE)
    for row in rows.order_by("pk"):
        mine = by_pk[row.reader_id]
        row.reader = mine.reader
        if rules.rhythm_of(row) == rhythm:
            after = max(row.told, told_before(mine.reader, rhythm))
            _take(mine, row, news.through.get((row.kind, row.ident), ()), after)
    for mine in by_pk.values():
        for told in news.personal.get(mine.reader.person_id or 0, ()):
            if mine.reader.rhythm == rhythm and told.pk > told_before(mine.reader, rhythm):
                mine.found.setdefault(told.ref, (told, None))
    return [mine for mine in by_pk.values() if mine.found]


def _take(mine: Mine, row: Follow, heard: Any, after: int) -> None:
    for _place, told in heard:
        if told.pk <= after or told.at <= row.since:
            continue
        known = mine.found.get(told.ref)
        if known is None or (known[1] is not None and nearer(row, known[1], told)):
            mine.found[told.ref] = (told, row)


def nearer(row: Follow, known: Follow, told: Told) -> bool:
    """The moved thing itself, else what the reader wrote, else a thing rather than a topic."""
    return _distance(row, told) < _distance(known, told)


def _distance(row: Follow, told: Told) -> tuple[bool, bool, bool]:
    return ((row.kind, row.ident) != told.ref, not row.own, row.kind in rules.WHOLES)


def told_before(reader: Reader, rhythm: str) -> int:
    return reader.told_daily if rhythm == Reader.Rhythm.DAILY else reader.told_weekly


def unfinished(viewer: Viewer) -> list[Pass]:
    return list(Pass.objects.filter(city_id=viewer.city.pk, ended_at__isnull=True).order_by("pk"))


def done_on(viewer: Viewer, rhythm: str, day: date) -> bool:
    """The round of this day was begun already."""
    return Pass.objects.filter(city_id=viewer.city.pk, rhythm=rhythm, day=day).exists()


def pass_of(viewer: Viewer, pk: int) -> Pass | None:
    return Pass.objects.filter(pk=pk).select_related("city").first()
