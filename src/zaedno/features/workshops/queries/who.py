"""Who takes part, as votes and polls know them: a key for their token, and a kind, never a name."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.rules.seats import voter
from zaedno.platform.people.models import Organisation


@dataclass(frozen=True)
class Who:
    key: str
    kind_id: int | None = None


def who(viewer: Viewer, workshop: Workshop) -> Who | None:
    """Whoever may vote and answer here; None for everybody else."""
    key = voter(viewer, workshop.pk)
    if not key or not boards.is_entitled(viewer, workshop):
        return None
    return Who(key, min(kinds_of(viewer), default=None))


def kinds_of(viewer: Viewer) -> frozenset[int]:
    """The kinds of the organisations somebody speaks for; no query for everybody else."""
    if not viewer.represents:
        return frozenset()
    found = Organisation.objects.filter(city_id=viewer.city.pk, pk__in=viewer.represents)
    return frozenset(found.values_list("kind_id", flat=True))
