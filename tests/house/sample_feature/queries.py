from __future__ import annotations

from django.db.models import QuerySet
from zaedno.features.sample.models import Leaf

from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer


def leaves(viewer: Viewer) -> QuerySet[Leaf]:
    return Leaf.objects.filter(city_id=viewer.city.pk).order_by("id")


def things(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    found = leaves(viewer).filter(pk__in=ids)
    return {
        str(leaf.pk): Thing("sample.leaf", str(leaf.pk), leaf.words, f"/{viewer.lang}/sample/")
        for leaf in found
    }


def search_documents(viewer: Viewer) -> list[Thing]:
    return list(things(viewer, [str(leaf.pk) for leaf in leaves(viewer)]).values())
