"""What a stage of a process that is held as workshops shows on the process's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.things import Panel
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events
from zaedno.platform.processes.models import Process


def panel(viewer: Viewer, process: Process, stage: object) -> Panel:
    """The events of the process by name; where there is none yet, the way to all of the city."""
    found = list(events.visible(viewer).filter(process=process).order_by("planned", "pk"))
    if not found:
        said = _("Meetings with those whom it concerns: dates, invitations, results.")
        return Panel(said, reverse("workshops:list"), _("Workshops"))
    named = "; ".join(_named(viewer, one) for one in found)
    coming = next((one for one in found if one.state in events.COMING), found[-1])
    url = reverse("workshops:workshop", args=[coming.slug])
    return Panel(_("Meetings: %(events)s.") % {"events": named}, url, _("To the meeting"))


def _named(viewer: Viewer, event: Workshop) -> str:
    title = event.title.best(viewer.lang)[0]
    return f"{title}, {event.when.show(viewer.lang)}" if event.when else title
