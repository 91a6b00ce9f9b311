"""The questions of a workshop and their answers as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports.boards import Echo, safe
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import questions as queries


def lines(viewer: Viewer, workshop: Workshop) -> Iterator[str]:
    """One line for each question that is shown, most liked first."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    heads = [_("Question"), _("Asked by"), _("Likes"), _("State"), _("Answer"), _("Who answered")]
    yield writer.writerow([*heads, _("Mark")])
    for q in queries.shown(viewer, workshop):
        cells = [q.text, q.get_asked_by_display(), q.likes, q.get_state_display()]
        cells += [q.answer, q.answered_by, q.get_mark_display()]
        yield writer.writerow([safe(str(cell)) for cell in cells])
