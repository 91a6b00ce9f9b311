"""How often a clerk acted for somebody at the counter: their deeds are counted by other rooms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zaedno.core.participation import COUNTER, Asked, Counts, Participation
from zaedno.core.refs import among
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.models.acting import ActingDeed


def kinds(viewer: Viewer) -> list[Participation]:
    return [Participation("identity.counter", _("visits to the counter"), _visits, among=True)]


def _visits(viewer: Viewer, asked: Asked) -> Counts:
    """Those on which something was done; of secret deeds it is not kept of which process."""
    found = ActingDeed.objects.filter(acting__city_id=viewer.city.pk)
    if asked.process is not None:
        found = found.filter(among(asked.things, "subject_kind", "subject_id"))
    return Counts(how=((COUNTER, found.values("acting").distinct().count()),))
