"""What is open in a workshop at this moment, as panels that any page may include.

`panels(viewer, workshop)` gives them in the order in which they matter. A page draws each with
`{% include panel.template with panel=panel.data heading="h2" subheading="h3" back=request.path %}`;
`back` is where its forms lead. `version` changes when a panel looks different to this viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.fields import Texts
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.consent import ConsentRound
from zaedno.features.workshops.models.criteria import Priorities
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import asks, consent, polls, priorities, questions


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
    for round in consent.open_rounds(viewer, workshop):
        url = reverse("workshops:consent", args=[round.pk])
        told = consent.panel(viewer, round)
        found.append(Panel("consent", "workshops/panels/consent.html", told, url))
    for one in priorities.open_ones(viewer, workshop):
        url = reverse("workshops:priorities", args=[one.pk])
        order = priorities.panel(viewer, one)
        found.append(Panel("priorities", "workshops/panels/priorities.html", order, url))
    asked = questions.panel(viewer, workshop)
    if asked.taking:
        url = reverse("workshops:questions", args=[workshop.slug])
        found.append(Panel("questions", "workshops/panels/questions.html", asked, url))
    return found


def open_now(viewer: Viewer, workshop: Workshop) -> list[tuple[str, Texts, str]]:
    """(kind of activity, its question, its page): for pages that only lead there."""
    here = {"city_id": viewer.city.pk, "workshop": workshop, "state": "open"}
    found = [
        (str(poll.get_kind_display()), poll.question, reverse("workshops:poll", args=[poll.pk]))
        for poll in Poll.objects.filter(**here)
    ]
    found += [
        (_("consent round"), one.proposal, reverse("workshops:consent", args=[one.pk]))
        for one in ConsentRound.objects.filter(**here)
    ]
    return found + [
        (str(one.get_kind_display()), one.question, reverse("workshops:priorities", args=[one.pk]))
        for one in Priorities.objects.filter(**here)
    ]


def published(viewer: Viewer, workshop: Workshop) -> Panel | None:
    """The result that was published last, for a screen that shows it to the room."""
    poll = polls.last_published(viewer, workshop)
    return _poll(asks.panel(viewer, poll)) if poll is not None else None


def _poll(data: asks.PollPanel) -> Panel:
    url = reverse("workshops:poll", args=[data.poll.pk])
    return Panel("poll", "workshops/panels/poll.html", data, url)
