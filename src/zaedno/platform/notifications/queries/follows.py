"""Who follows what, and how the followed things stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from zaedno.core import registry
from zaedno.core.models import Event
from zaedno.core.refs import naming
from zaedno.core.things import Aside, Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import District, Theme
from zaedno.platform.links.private import token_of
from zaedno.platform.links.queries.thread import Ref
from zaedno.platform.notifications import rules, tokens
from zaedno.platform.notifications.models import Follow, LastSeen, Reader

AT_ONCE = 500


def title_of(viewer: Viewer, kind: str, ident: str) -> str | None:
    """How a letter names what is followed; nothing when this viewer may not see it."""
    if kind not in rules.WHOLES:
        thing = registry.thing(viewer, kind, ident)
        return thing.title if thing else None
    if kind == "cities.city":
        return str(viewer.city) if ident == str(viewer.city.pk) else None
    table = Theme if kind == "cities.theme" else District
    name = "code" if table is Theme else "slug"
    found = table.objects.filter(city_id=viewer.city.pk, **{name: ident}).first()
    return str(found.name.best(viewer.lang)[0]) if found else None


def row_of_link(viewer: Viewer, token: str) -> Follow | None:
    rows = Follow.objects.filter(city_id=viewer.city.pk, pk=tokens.row_of(token))
    return rows.select_related("reader").first()


def followed(viewer: Viewer, kind: str, ident: str) -> bool:
    """Does this person follow it already?"""
    return viewer.person is not None and my_rows(viewer).filter(kind=kind, ident=ident).exists()


def my_rows(viewer: Viewer) -> QuerySet[Follow]:
    """What this person follows here."""
    me = viewer.person.pk if viewer.person else 0
    rows = Follow.objects.filter(city_id=viewer.city.pk, reader__person_id=me)
    return rows.select_related("reader").order_by("-since", "-pk")


def active_follow(viewer: Viewer, person_id: int, kind: str, ident: str) -> Follow | None:
    """The row by which a person hears of a thing; none once they ended the news."""
    rows = Follow.objects.filter(city_id=viewer.city.pk, reader__person_id=person_id)
    rows = rows.filter(kind=kind, ident=ident, state=Follow.State.ACTIVE)
    return rows.select_related("reader").first()


def my_follows(viewer: Viewer) -> list[tuple[Follow, Thing | None, str]]:
    """What this person follows here: the row, the thing, its name."""
    rows = list(my_rows(viewer))
    things = registry.things(viewer, [(row.kind, row.ident) for row in rows])
    found = []
    for row in rows:
        thing = things.get((row.kind, row.ident))
        name = thing.title if thing else title_of(viewer, row.kind, row.ident)
        if name:
            found.append((row, thing, name))
    return found


def followers_now(viewer: Viewer, refs: Iterable[Ref], moment: datetime) -> Iterator[list[Follow]]:
    """Everybody who followed one of these before that moment and wants it at once, in batches.

    Each reader once, by the first of the refs; whoever follows that one less often waits with it.
    """
    order = {ref: place for place, ref in enumerate(refs)}
    rows = Follow.objects.filter(of_refs(order), city_id=viewer.city.pk)
    rows = rows.filter(state=Follow.State.ACTIVE, since__lt=moment)
    last = 0
    while True:
        after = rows.filter(reader_id__gt=last).order_by("reader_id")
        ids = list(after.values_list("reader_id", flat=True).distinct()[:AT_ONCE])
        if not ids:
            return
        last = ids[-1]
        batch = rows.filter(reader_id__in=ids).select_related("reader__person")
        nearest: dict[int, Follow] = {}
        for row in sorted(batch, key=lambda row: order[row.kind, row.ident]):
            nearest.setdefault(row.reader_id, row)
        yield [row for row in nearest.values() if rules.rhythm_of(row) == Reader.Rhythm.NOW]


def of_refs(refs: Iterable[Ref]) -> Q:
    """Rows with a kind and an ident that are one of these."""
    by_kind: dict[str, list[str]] = {}
    for kind, ident in refs:
        by_kind.setdefault(kind, []).append(ident)
    found = Q(pk__in=[])
    for kind, idents in sorted(by_kind.items()):
        found |= Q(kind=kind, ident__in=idents)
    return found


def first_deed(viewer: Viewer, ref: Ref) -> Event | None:
    """The deed with which a thing began."""
    about = Event.objects.filter(city_id=viewer.city.pk, subject_kind=ref[0], subject_id=ref[1])
    return about.order_by("pk").first()


def reader_of_link(viewer: Viewer, token: str) -> Reader | None:
    rows = Reader.objects.filter(city_id=viewer.city.pk, pk=tokens.row_of(token))
    return rows.select_related("person").first()


def refs_of(viewer: Viewer, reader: Reader) -> list[Ref]:
    """The things a reader follows, the newest five hundred."""
    rows = Follow.objects.filter(city_id=viewer.city.pk, reader=reader, state=Follow.State.ACTIVE)
    return list(rows.order_by("-pk").values_list("kind", "ident")[:AT_ONCE])


def readers_of(viewer: Viewer, kind: str, ident: str) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """Who follows a thing: the persons, and the hashes of addresses without an account."""
    rows = Follow.objects.filter(city_id=viewer.city.pk, kind=kind, ident=ident)
    rows = rows.filter(state=Follow.State.ACTIVE)
    people = rows.filter(reader__person__isnull=False).values("reader__person_id")
    hashes = rows.filter(reader__person__isnull=True).values("reader__address_hash")
    return people, hashes


def last_statuses(viewer: Viewer, refs: Iterable[Ref]) -> dict[Ref, str]:
    """As they were told last; a thing that was never told of has none."""
    kept = LastSeen.objects.filter(naming(refs, "kind", "ident"), city_id=viewer.city.pk)
    return {
        (kind, ident): told for kind, ident, told in kept.values_list("kind", "ident", "status")
    }


def aside(viewer: Viewer, *, thing: Thing) -> list[Aside]:
    """Beside any thing: follow it, or end that."""
    me = (thing.kind, thing.id)
    facts = {
        "kind": thing.kind,
        "ident": thing.id,
        "following": followed(viewer, thing.kind, thing.id),
        "token": token_of(viewer.city, *me) if me in viewer.holds else "",
    }
    return [Aside("notifications/follow_aside.html", facts, order=10)]
