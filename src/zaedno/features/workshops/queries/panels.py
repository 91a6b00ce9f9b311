"""What is open in a workshop at this moment, as panels that any page may include.

`panels(viewer, workshop)` gives them in the order in which they matter. A page draws each with
`{% include panel.template with panel=panel.data heading="h2" subheading="h3" back=request.path %}`;
`back` is where its forms lead. `version` changes when a panel looks different to this viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import asks, polls, questions


@dataclass(frozen=True)
class Panel:
    """One activity: its kind, the template that draws it, its data, its own page."""

    kind: str
    template: str
    data: Any
    url: str

    @property
    def version(self) -> str:
        return f"{self.kind}.{self.data.version}"


def panels(viewer: Viewer, workshop: Workshop) -> list[Panel]:
    """The poll that is open (there is at most one), then what else takes answers now."""
    found: list[Panel] = []
    poll = polls.open_poll(viewer, workshop)
    if poll is not None:
        found.append(_poll(asks.panel(viewer, poll)))
    asked = questions.panel(viewer, workshop)
    if asked.taking:
        url = reverse("workshops:questions", args=[workshop.slug])
        found.append(Panel("questions", "workshops/panels/questions.html", asked, url))
    return found


def published(viewer: Viewer, workshop: Workshop) -> Panel | None:
    """The result that was published last, for a screen that shows it to the room."""
    poll = polls.last_published(viewer, workshop)
    return _poll(asks.panel(viewer, poll)) if poll is not None else None


def _poll(data: asks.PollPanel) -> Panel:
    url = reverse("workshops:poll", args=[data.poll.pk])
    return Panel("poll", "workshops/panels/poll.html", data, url)
