"""What waits for the clerks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from zaedno.core.things import Task
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.queries import residents
from zaedno.platform.identity.rules import may_serve


def letters_waiting(viewer: Viewer) -> list[Task]:
    if not may_serve(viewer):
        return []
    waiting = list(residents.letters_waiting(viewer).values_list("asked_at", flat=True))
    if not waiting:
        return []
    said = ngettext(
        "Print %(n)d letter with a code", "Print %(n)d letters with codes", len(waiting)
    )
    return [Task(said % {"n": len(waiting)}, reverse("identity:counter"), waiting[0])]
