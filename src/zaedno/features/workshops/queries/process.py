"""What a stage of a process that is held as workshops shows on the process's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.things import Panel
from zaedno.core.viewer import Viewer


def panel(viewer: Viewer, process: object, stage: object) -> Panel:
    """The way to the city's workshops: dates, invitations, results."""
    said = _("Meetings with those whom it concerns: dates, invitations and what came out of them.")
    return Panel(said, reverse("workshops:list"), _("Workshops"))
