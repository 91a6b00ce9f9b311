"""What is new for somebody: the moves of what they follow, found when they ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.notifications import rules, words
from zaedno.platform.notifications.models import Follow, Heard, News, Reader
from zaedno.platform.notifications.queries import follows

PAGE = 30
FOLLOWS_ASKED = 500  # the newest; who follows more sees those of the newest
Ref = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """One piece of news as its reader sees it."""

    news: News
    thing: Thing
    said: str
    followed: str = ""  # through what, where that is another thing
    unread: bool = False


def latest(viewer: Viewer) -> int:
    """The newest news of the city; what somebody follows from now on is newer than this."""
    newest = News.objects.filter(city_id=viewer.city.pk).aggregate(newest=Max("pk"))["newest"]
    return int(newest or 0)


def my_reader(viewer: Viewer) -> Reader | None:
    if viewer.person is None:
        return None
    return Reader.objects.filter(city_id=viewer.city.pk, person_id=viewer.person.pk).first()


def my_news(viewer: Viewer, before: int | None = None) -> tuple[list[Line], int | None]:
    """The newest first, each once, and where the next page begins."""
    reader = my_reader(viewer)
    if reader is None:
        return [], None
    mine = _my_follows(viewer, reader)
    through = _heard(viewer, mine, before)
    personal = News.objects.filter(city_id=viewer.city.pk, person_id=reader.person_id or 0)
    if before:
        personal = personal.filter(pk__lt=before)
    own = set(personal.order_by("-pk").values_list("pk", flat=True)[: PAGE + 1])
    ids = sorted(own | set(through), reverse=True)
    rows = News.objects.in_bulk(ids[:PAGE])
    shown = [rows[pk] for pk in ids[:PAGE] if pk in rows]
    lines = _lines(viewer, reader, shown, through)
    return lines, (ids[PAGE - 1] if len(ids) > PAGE else None)


def _my_follows(viewer: Viewer, reader: Reader) -> dict[Ref, datetime]:
    rows = Follow.objects.filter(reader=reader, state=Follow.State.ACTIVE).order_by("-pk")
    return {
        (kind, ident): since
        for kind, ident, since in rows.values_list("kind", "ident", "since")[:FOLLOWS_ASKED]
    }


def _heard(viewer: Viewer, mine: dict[Ref, datetime], before: int | None) -> dict[int, Ref]:
    """The news of what is followed since it is followed, each with the nearest of these."""
    if not mine:
        return {}
    rows = Heard.objects.filter(follows.of_refs(mine), city_id=viewer.city.pk)
    if before:
        rows = rows.filter(news_id__lt=before)
    found: dict[int, Ref] = {}
    columns = ("news_id", "kind", "ident", "news__at")
    for pk, kind, ident, moment in rows.order_by("-news_id", "place").values_list(*columns):
        if len(found) > PAGE:
            break
        if moment > mine[kind, ident]:
            found.setdefault(pk, (kind, ident))
    return found


def _lines(viewer: Viewer, reader: Reader, rows: list[News], through: dict[int, Ref]) -> list[Line]:
    refs = [(row.kind, row.ident) for row in rows]
    things = registry.things(viewer, [*refs, *through.values()])
    names = {
        ref: things[ref].title if ref in things else follows.title_of(viewer, *ref)
        for ref in set(through.values())
        if ref in things or ref[0] in rules.WHOLES
    }
    found = []
    for row in rows:
        thing = things.get((row.kind, row.ident))
        if thing is None:
            continue
        ref = through.get(row.pk, (row.kind, row.ident))
        other = names.get(ref) or "" if ref != (row.kind, row.ident) else ""
        said = words.said(row.what, thing)
        found.append(Line(row, thing, said, other, unread=row.pk > reader.seen))
    return found


def unread(viewer: Viewer) -> int:
    """How many of the newest page were not seen yet; more than a page is said as more."""
    lines, _next = my_news(viewer)
    return sum(line.unread for line in lines)


def of_things(viewer: Viewer, refs: list[Ref], *, person: int | None = None) -> list[News]:
    """The newest news heard through these things, for a feed; a person's own ones among them."""
    heard = Heard.objects.filter(follows.of_refs(refs), city_id=viewer.city.pk)
    newest = heard.order_by("-news_id").values_list("news_id", flat=True).distinct()[:PAGE]
    rows = News.objects.filter(city_id=viewer.city.pk)
    mine = list(rows.filter(pk__in=list(newest), person__isnull=True))
    if person is not None:
        mine += rows.filter(person_id=person).order_by("-pk")[:PAGE]
    return sorted(mine, key=lambda row: -row.pk)[:PAGE]
