"""One step along the thread: what a thing came from, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.links.models import Link

Near = dict[str, list[Thing]]


def sources(
    viewer: Viewer, kind: str, ids: Iterable[object], *relations: str, of: tuple[str, ...] = ()
) -> Near:
    """For each thing of this kind the earlier things it is tied to, as this viewer sees them.

    `relations` and `of` (kinds of the others) narrow the search. One query and those of the
    other rooms' readers, however many things are asked for.
    """
    ties = _ties(viewer, relations).filter(target_kind=kind, target_id__in=[str(i) for i in ids])
    if of:
        ties = ties.filter(source_kind__in=of)
    return _seen(viewer, [(t.target_id, (t.source_kind, t.source_id)) for t in ties])


def targets(
    viewer: Viewer, kind: str, ids: Iterable[object], *relations: str, of: tuple[str, ...] = ()
) -> Near:
    """For each thing of this kind the later things tied to it, as this viewer sees them."""
    ties = _ties(viewer, relations).filter(source_kind=kind, source_id__in=[str(i) for i in ids])
    if of:
        ties = ties.filter(target_kind__in=of)
    return _seen(viewer, [(t.source_id, (t.target_kind, t.target_id)) for t in ties])


def tied_before(viewer: Viewer, ref: tuple[str, str], moment: datetime) -> bool:
    """Whether it was tied to something earlier in a deed before this moment."""
    ties = _ties(viewer, ()).filter(target_kind=ref[0], target_id=ref[1])
    return ties.filter(made_at__lt=moment).exists()


def _ties(viewer: Viewer, relations: tuple[str, ...]) -> QuerySet[Link]:
    found = Link.objects.filter(city_id=viewer.city.pk, ended_at__isnull=True)
    return (found.filter(relation__in=relations) if relations else found).order_by("made_at", "pk")


def _seen(viewer: Viewer, pairs: list[tuple[str, tuple[str, str]]]) -> Near:
    known = registry.things(viewer, [ref for _ident, ref in pairs])
    found: Near = {}
    for ident, ref in pairs:
        if ref in known:
            found.setdefault(ident, []).append(known[ref])
    return found
