"""What of the proposals waits for moderators, and what they hid in a year."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Hiding
from zaedno.features.proposals.queries import screened
from zaedno.platform.moderation.queries.transparency import Table, hidden
from zaedno.platform.moderation.queue import Waiting

AT_ONCE = 100


def queue(viewer: Viewer) -> list[Waiting]:
    found = list(screened.waiting(viewer)[:AT_ONCE])
    hints = screened.hints_of(viewer, found)
    return [
        Waiting(
            kind=pgettext("kind", "proposal"),
            receipt=row.receipt,
            title=row.title,
            text=row.text,
            lang=row.lang,
            since=row.made_at,
            about=row.process.title.best(viewer.lang)[0],
            url=row.get_absolute_url(),
            approve_url=reverse("proposals:approve", args=[row.receipt]),
            hide_url=reverse("proposals:hide", args=[row.receipt]),
            hints=hints[row.pk],
        )
        for row in found
    ]


def transparency(viewer: Viewer, *, year: int) -> list[Table]:
    return [hidden(viewer, year, _("Hidden proposals"), Hiding.objects.all())]
