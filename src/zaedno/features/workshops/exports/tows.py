"""The strategies of a workshop as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports.boards import Echo, safe
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import tows as queries


def lines(viewer: Viewer, workshop: Workshop) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"
    heads = [_("Quadrant"), _("Strength or weakness"), _("Opportunity or threat"), _("Strategy")]
    yield writer.writerow([*heads, _("Mark")])
    for s in queries.standing(viewer, workshop):
        inner = s.inner_note.text if s.inner_note else s.inner_group
        outer = s.outer_note.text if s.outer_note else s.outer_group
        cells = [s.quadrant.upper(), inner, outer, s.text, s.get_mark_display()]
        yield writer.writerow([safe(str(cell)) for cell in cells])
