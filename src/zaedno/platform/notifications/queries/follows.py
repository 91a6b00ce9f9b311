"""Who follows what, and how the followed things stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from zaedno.core import registry
from zaedno.core.things import Aside, Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import District, Theme
from zaedno.platform.links.private import token_of
from zaedno.platform.links.queries.thread import Ref, downstream
from zaedno.platform.notifications import rules, tokens
from zaedno.platform.notifications.models import Follow, LastSeen

FOLLOWERS_AT_ONCE = 5000


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


def states_around(viewer: Viewer, kind: str, ident: str) -> dict[Ref, str]:
    """The states of a thing and of everything downstream of it."""
    if kind in rules.WHOLES:
        return {}
    refs = [(kind, ident), *downstream(viewer, [(kind, ident)])]
    return {ref: thing.status for ref, thing in registry.things(viewer, refs).items()}


def row_of_link(viewer: Viewer, token: str) -> Follow | None:
    return Follow.objects.filter(city_id=viewer.city.pk, pk=tokens.row_of(token)).first()


def followed(viewer: Viewer, kind: str, ident: str) -> bool:
    """Does this person follow it already?"""
    if viewer.person is None:
        return False
    mine = Follow.objects.filter(person_id=viewer.person.pk, city_id=viewer.city.pk)
    return mine.filter(kind=kind, ident=ident).exists()


def active_follow(viewer: Viewer, person_id: int, kind: str, ident: str) -> Follow | None:
    """The row by which a person hears of a thing; none once they ended the news."""
    rows = Follow.objects.filter(city_id=viewer.city.pk, person_id=person_id)
    return rows.filter(kind=kind, ident=ident, state=Follow.State.ACTIVE).first()


def my_follows(viewer: Viewer) -> list[tuple[Follow, Thing | None, str]]:
    """What this person follows here: the row, the thing, its name."""
    if viewer.person is None:
        return []
    mine = Follow.objects.filter(person_id=viewer.person.pk, city_id=viewer.city.pk)
    rows = list(mine.order_by("-since", "-pk"))
    things = registry.things(viewer, [(row.kind, row.ident) for row in rows])
    found = []
    for row in rows:
        thing = things.get((row.kind, row.ident))
        name = thing.title if thing else title_of(viewer, row.kind, row.ident)
        if name:
            found.append((row, thing, name))
    return found


def any_follower(viewer: Viewer) -> bool:
    return Follow.objects.filter(city_id=viewer.city.pk, state=Follow.State.ACTIVE).exists()


def followers(viewer: Viewer, refs: Iterable[Ref], moment: datetime) -> list[Follow]:
    """Everybody who followed one of these at that moment, each reader once: by the first ref."""
    order = {ref: place for place, ref in enumerate(refs)}
    of_these = Q(pk__in=[])
    for kind in sorted({kind for kind, _ident in order}):
        of_these |= Q(kind=kind, ident__in=[i for k, i in order if k == kind])
    rows = Follow.objects.filter(of_these, city_id=viewer.city.pk, state=Follow.State.ACTIVE)
    rows = rows.filter(since__lte=moment)
    nearest = sorted(
        rows.select_related("person")[:FOLLOWERS_AT_ONCE],
        key=lambda row: order[row.kind, row.ident],
    )
    once: dict[tuple[int | None, str], Follow] = {}
    for row in nearest:
        once.setdefault((row.person_id, row.address_hash), row)
    return list(once.values())


def last_status(viewer: Viewer, ref: Ref) -> str | None:
    kept = LastSeen.objects.filter(city_id=viewer.city.pk, kind=ref[0], ident=ref[1])
    return kept.values_list("status", flat=True).first()


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
