"""Organisations: found by any name in either script, listed, shown with what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet
from django.urls import reverse

from zaedno.algorithms.likeness import fold, lookalike_skeleton
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.people.models import (
    Membership,
    Organisation,
    OrganisationName,
    Representation,
    StakeholderKind,
)

FOUND_AT_MOST = 20


def kinds(viewer: Viewer, *, with_label_only: bool = False) -> QuerySet[StakeholderKind]:
    """The city's kinds of organisations; "other" is a label for notes and is never registered."""
    mine = StakeholderKind.objects.filter(city_id=viewer.city.pk)
    return mine if with_label_only else mine.filter(label_only=False)


def represented(viewer: Viewer, kind: str) -> QuerySet[Any]:
    """The persons who speak, confirmed by the city, for an organisation of this kind."""
    rows = Representation.objects.filter(city_id=viewer.city.pk, organisation__kind__code=kind)
    rows = rows.filter(state=Representation.State.CONFIRMED, until__isnull=True)
    return rows.values("person_id")


def organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """All organisations of the city, with kind and names in two queries."""
    mine = Organisation.objects.filter(city_id=viewer.city.pk)
    return mine.select_related("kind").prefetch_related("names").order_by("kind__order", "slug")


def organisation(viewer: Viewer, slug: str) -> Organisation | None:
    return organisations(viewer).filter(slug=slug).first()


def _ranked(viewer: Viewer, text: str) -> dict[int, int]:
    """Organisation id -> how well its best name fits: 0 the same, 1 begins so, 2 holds the words.

    Words may come in any order. Shapes are compared whole, so that a name typed with look-alike
    letters of the other script is found and short words do not meet by chance.
    """
    folded, skeleton = fold(text), lookalike_skeleton(text)
    if not folded:
        return {}
    words = Q()
    for word in folded.split():
        words &= Q(folded__contains=word)
    names = OrganisationName.objects.filter(city_id=viewer.city.pk)
    rows = names.filter(words | Q(skeleton=skeleton))
    best: dict[int, int] = {}
    for pk, name, shape in rows.values_list("organisation_id", "folded", "skeleton"):
        same = folded == name or skeleton == shape
        rank = 0 if same else 1 if name.startswith(folded) else 2
        best[pk] = min(rank, best.get(pk, rank))
    return best


def find_organisation(
    viewer: Viewer, text: str, *, limit: int = FOUND_AT_MOST
) -> list[Organisation]:
    """Each organisation once, however many of its names fit: the best fit first."""
    best = _ranked(viewer, text)
    order = sorted(best, key=lambda pk: (best[pk], pk))[:limit]
    rows = {row.pk: row for row in organisations(viewer).filter(pk__in=order)}
    return [rows[pk] for pk in order if pk in rows]


def organisations_named(viewer: Viewer, names: Iterable[str]) -> list[Organisation]:
    """Those that already carry one of these names, in either script: for the duplicate check."""
    folded = {key for name in names if (key := fold(name))}
    shapes = {key for name in names if (key := lookalike_skeleton(name))}
    same = OrganisationName.objects.filter(city_id=viewer.city.pk)
    same = same.filter(Q(folded__in=folded) | Q(skeleton__in=shapes))
    return list(organisations(viewer).filter(pk__in=same.values("organisation_id")))


def membership(viewer: Viewer, pk: int) -> Membership | None:
    rows = Membership.objects.select_related("member", "body")
    return rows.filter(city_id=viewer.city.pk, pk=pk).first()


def register_list(viewer: Viewer, *, kind: str = "", text: str = "") -> QuerySet[Organisation]:
    """The public register, narrowed by kind and by any name."""
    rows = organisations(viewer)
    if kind:
        rows = rows.filter(kind__code=kind)
    if text.strip():
        rows = rows.filter(pk__in=list(_ranked(viewer, text)))
    return rows


def organisation_page(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """One organisation with its names and its memberships both ways."""
    current_first = F("until").desc(nulls_first=True)
    dated = Membership.objects.select_related("member", "body").order_by(current_first, "-since")
    rows = organisations(viewer).prefetch_related(
        Prefetch("member_of", queryset=dated), Prefetch("members", queryset=dated)
    )
    found = rows.filter(slug=slug).first()
    if found is None:
        return None
    names: dict[str, list[OrganisationName]] = {}
    for name in found.names.all():
        names.setdefault(name.kind, []).append(name)
    return {
        "organisation": found,
        "names": names,
        "member_of": list(found.member_of.all()),
        "members": list(found.members.all()),
    }


def organisation_things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    """The register as other rooms show it."""
    found = {}
    for row in organisations(viewer).filter(pk__in=list(ids)):
        title, lang = row.name.best(viewer.lang)
        found[str(row.pk)] = Thing(
            kind="people.organisation",
            id=str(row.pk),
            title=title,
            lang=lang,
            url=reverse("people:organisation", args=[row.slug]),
            summary=row.kind.name.best(viewer.lang)[0],
            mark=row.mark,
            facts={"kind": row.kind.code, "slug": row.slug},
        )
    return found
