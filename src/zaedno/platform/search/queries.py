"""Finding public things by words, in any of their forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Sum

from zaedno.algorithms import words
from zaedno.core import registry
from zaedno.core.models import Delivery, Event
from zaedno.core.things import Thing
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
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


def kept_keys(viewer: Viewer, kind: str, ident: str) -> dict[str, int]:
    mine = SearchKey.objects.filter(city_id=viewer.city.pk, kind=kind, ident=ident)
    return dict(mine.values_list("key", "weight"))


def comes_again(viewer: Viewer, event: Event, handler: str) -> bool:
    """A later deed on the same thing waits for the same listener, which will see all of it."""
    later = Delivery.objects.filter(
        handler=handler,
        state=Delivery.State.WAITING,
        event_id__gt=event.pk,
        event__subject_kind=event.subject_kind,
        event__subject_id=event.subject_id,
    )
    return later.exists()
