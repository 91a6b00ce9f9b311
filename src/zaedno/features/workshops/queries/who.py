"""Who takes part, as votes and polls know them: a key for their token, and a kind, never a name."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards
from zaedno.platform.people.models import Organisation


@dataclass(frozen=True)
class Who:
    key: str
    kind_id: int | None = None


def who(viewer: Viewer, workshop: Workshop) -> Who | None:
    """Whoever may vote and answer here; None for everybody else."""
    if viewer.person is None or not boards.is_entitled(viewer, workshop):
        return None
    return Who(str(viewer.person.pk), _kind_of(viewer))


def _kind_of(viewer: Viewer) -> int | None:
    """The kind of the organisation somebody speaks for; no query for everybody else."""
    if not viewer.represents:
        return None
    found = Organisation.objects.filter(city_id=viewer.city.pk, pk__in=viewer.represents)
    return found.order_by("id").values_list("kind_id", flat=True).first()
