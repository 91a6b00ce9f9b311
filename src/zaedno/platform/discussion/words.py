"""How those who speak are named: never by a person's name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Comment


def speaker(viewer: Viewer, row: Comment) -> str:
    """The city, an organisation, or a participant by the number they have in this thread."""
    if row.official:
        city = viewer.city
        return str(getattr(city, "municipality", "") or city)
    if row.organisation is not None:
        return str(row.organisation.name)
    return _("Participant %(number)d") % {"number": row.voice}
