"""The SWOT of a workshop as one picture: the notes of four boards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.charts import Swot
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards

K = Board.Kind
KINDS = (K.STRENGTH, K.WEAKNESS, K.OPPORTUNITY, K.THREAT)


def swot(viewer: Viewer, workshop: Workshop) -> Swot:
    notes = boards.notes(viewer).filter(workshop=workshop, board__kind__in=KINDS)
    found = list(notes.order_by("id"))
    lists = {kind: tuple(str(n.text) for n in found if n.board.kind == kind) for kind in KINDS}
    return Swot(
        title=_("Strengths, weaknesses, opportunities and threats: %(workshop)s")
        % {"workshop": workshop.title},
        strengths=lists[K.STRENGTH],
        weaknesses=lists[K.WEAKNESS],
        opportunities=lists[K.OPPORTUNITY],
        threats=lists[K.THREAT],
        watermark=demonstration(any(n.illustrative for n in found)),
    )


def demonstration(illustrative: bool) -> str:
    """What stands inside every picture of invented content."""
    return _("DEMONSTRATION DATA") if illustrative else ""
