"""Finding public things by words, in any of their forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.urls import reverse

from zaedno.algorithms import words
from zaedno.core import registry
from zaedno.core.models import Delivery, Event
from zaedno.core.refs import Ref, naming
from zaedno.core.things import Aside, Thing
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.search.models import SearchKey

MOST_WORDS = 8
MOST = 200


@dataclass(frozen=True)
class Found:
    thing: Thing
    kind_title: Sentence


def found(viewer: Viewer, text: str) -> list[Found]:
    """At most two hundred things that hold every word, the best first, as this viewer sees them."""
    asked = list(dict.fromkeys(words.words(text)))[:MOST_WORDS]
    if not asked:
        return []
    refs = list(_matching(viewer, asked).values_list("kind", "ident")[:MOST])
    things = registry.things(viewer, refs)
    kinds = registry.kinds()
    return [Found(things[ref], kinds[ref[0]][0].title) for ref in refs if ref in things]


def _matching(viewer: Viewer, asked: list[str]) -> Any:
    """Each word narrows the things; how often and where they stand orders them."""
    mine = SearchKey.objects.filter(city_id=viewer.city.pk)
    every = frozenset(key for word in asked for key in words.keys(word))
    rows = mine.filter(key__in=every)
    for word in asked:
        same = mine.filter(kind=OuterRef("kind"), ident=OuterRef("ident"))
        rows = rows.filter(Exists(same.filter(key__in=words.keys(word))))
    return rows.values("kind", "ident").annotate(weight=Sum("weight")).order_by("-weight", "-ident")


def kept_keys(viewer: Viewer, refs: Iterable[Ref]) -> dict[Ref, dict[str, int]]:
    found: dict[Ref, dict[str, int]] = {ref: {} for ref in refs}
    mine = SearchKey.objects.filter(naming(found, "kind", "ident"), city_id=viewer.city.pk)
    for kind, ident, key, weight in mine.values_list("kind", "ident", "key", "weight"):
        found[kind, ident][key] = weight
    return found


def come_again(viewer: Viewer, events: list[Event], handler: str) -> set[Ref]:
    """Things on which later deeds wait for the same listener, which will see all of them."""
    later = Delivery.objects.filter(
        handler=handler,
        state=Delivery.State.WAITING,
        event_id__gt=max(event.pk for event in events),
        event__city_id=viewer.city.pk,
        event__subject_id__in={event.subject_id for event in events},
    )
    return set(later.values_list("event__subject_kind", "event__subject_id"))


TOPIC, DISTRICT = "cities.theme", "cities.district"


def whole_key(kind: str, name: str) -> str:
    """Under which a thing stands as a part of its topic or district; no word looks like it."""
    return f"{kind.removeprefix('cities.')}:{name}"[:40]


def whole(viewer: Viewer, kind: str, name: str) -> Thing | None:
    """A topic or a district, as what can be followed."""
    table = themes(viewer).filter(code=name) if kind == TOPIC else None
    row: Any = (table if table is not None else districts(viewer).filter(slug=name)).first()
    if row is None:
        return None
    title, lang = row.name.best(viewer.lang)
    return Thing(kind=kind, id=name, title=title, url=whole_url(kind, name), lang=lang)


def whole_url(kind: str, name: str) -> str:
    return reverse("search:topic" if kind == TOPIC else "search:district", args=[name])


def parts(viewer: Viewer, kind: str, name: str) -> QuerySet[SearchKey]:
    """Everything indexed as a part of it, the newest first."""
    rows = SearchKey.objects.filter(city_id=viewer.city.pk, key=whole_key(kind, name))
    return rows.order_by("-pk")


def counts(viewer: Viewer, rows: QuerySet[SearchKey]) -> list[tuple[str, Sentence, int]]:
    """How many of each kind, the most first."""
    found = rows.order_by().values_list("kind").annotate(number=Count("pk"))
    kinds = registry.kinds()
    return [
        (kind, kinds[kind][0].title, number)
        for kind, number in found.order_by("-number", "kind")
        if kind in kinds
    ]


def shown(viewer: Viewer, rows: list[SearchKey]) -> list[Found]:
    """These things as this viewer sees them."""
    things = registry.things(viewer, [(row.kind, row.ident) for row in rows])
    kinds = registry.kinds()
    return [
        Found(things[row.kind, row.ident], kinds[row.kind][0].title)
        for row in rows
        if (row.kind, row.ident) in things
    ]


def wholes(viewer: Viewer) -> dict[str, list[tuple[Any, int]]]:
    """The city's topics and districts, each with how many public things it has."""
    keys = SearchKey.objects.filter(city_id=viewer.city.pk, weight=0)
    numbers = dict(keys.values_list("key").annotate(number=Count("pk")))
    return {
        "themes": [(t, numbers.get(whole_key(TOPIC, t.code), 0)) for t in themes(viewer)],
        "districts": [(d, numbers.get(whole_key(DISTRICT, d.slug), 0)) for d in districts(viewer)],
    }


def aside(viewer: Viewer, *, thing: Thing) -> list[Aside]:
    """Beside any thing: its topic and its district, with everything else about them."""
    named = thing.wholes()
    if not named:
        return []
    known: dict[tuple[str, str], Any] = {(TOPIC, t.code): t for t in themes(viewer)}
    known.update({(DISTRICT, d.slug): d for d in districts(viewer)})
    found = [
        (whole_url(*ref), known[ref].name.best(viewer.lang)[0]) for ref in named if ref in known
    ]
    return [Aside("search/belongs_aside.html", {"wholes": found}, order=40)] if found else []
