"""The published results of a workshop's polls as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports.boards import Echo, safe
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import poll_results as results
from zaedno.features.workshops.queries import polls as queries


def lines(viewer: Viewer, workshop: Workshop) -> Iterator[str]:
    """One line for each answer that may be shown; results under five answers have none."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    heads = [_("Question"), _("Kind"), _("Round"), _("Asked about"), _("Answer")]
    yield writer.writerow([*heads, _("How many people"), _("Of how many answers"), _("Mark")])
    for poll in queries.of_workshop(viewer, workshop.pk):
        if poll.published_at is not None:
            for cells in _rows(viewer, poll):
                yield writer.writerow([safe(str(cell)) for cell in cells])


def _rows(viewer: Viewer, poll: Poll) -> Iterator[list[object]]:
    own = [poll.question, poll.get_kind_display(), poll.round]
    told = results.result(viewer, poll)
    mark = poll.get_mark_display()
    for word in told.words:
        yield [*own, "", word.word.text, word.word.count, poll.answered, mark]
    for reply in told.replies:
        yield [*own, "", reply.text, "", "", mark]
    for view in told.items:
        for answer, count in _counts(view):
            yield [*own, view.item.text, answer, count, view.n, mark]


def _counts(view: results.ItemView) -> Iterator[tuple[object, int]]:
    """(answer, how many people), for a matrix once for each axis."""
    if not view.shown:
        return
    by_axis = view.raw.get("axes", {})
    for axis, counts in by_axis.items():
        for value, n in counts.items():
            yield f"{results.AXES[axis]}: {value}", n
    labels = {str(c.value): c.label for c in view.choices}
    for value, n in view.raw.get("counts", {}).items():
        yield labels.get(value, value), n
