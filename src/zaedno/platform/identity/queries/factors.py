"""The reader's own second factor."""

from __future__ import annotations

from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.platform.identity.models import Factor


def held(viewer: Viewer) -> Factor:
    """The row that owns the last step, the tries and the recovery codes."""
    person: Any = viewer.person
    return Factor.objects.select_for_update().get(person_id=person.pk)


def mine(viewer: Viewer) -> Factor | None:
    person: Any = viewer.person
    return Factor.objects.filter(person_id=person.pk).first() if person else None
