"""Notes and dots in numbers, of workshops whose result stands: before that they are nobody's."""

from __future__ import annotations

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from zaedno.core.participation import ONLINE, PAPER, Asked, Counts, Participation, by
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.voting import Tally
from zaedno.features.workshops.queries import boards


def kinds(viewer: Viewer) -> list[Participation]:
    return [
        Participation("workshops.note", _("notes in workshops"), _written),
        Participation("workshops.dot", _("dots in workshops"), _laid, votes=True),
    ]


def _notes(viewer: Viewer, asked: Asked) -> QuerySet[Note]:
    """A workshop belongs to the city, not to one process."""
    found = boards.final_notes(viewer).order_by()
    return found if asked.process is None else found.none()


def _written(viewer: Viewer, asked: Asked) -> Counts:
    found = _notes(viewer, asked)
    return Counts(by(found, "written_on"), how=by(found, "source"))


def _laid(viewer: Viewer, asked: Asked) -> Counts:
    """Dots as the results tell them; the day of each is not kept."""
    if asked.process is not None:
        return Counts()
    found = Tally.objects.filter(note__in=_notes(viewer, asked).values("pk"))
    told = found.aggregate(all=Sum("dots"), paper=Sum("paper"))
    paper = told["paper"] or 0
    ways = ((ONLINE, (told["all"] or 0) - paper), (PAPER, paper))
    return Counts(how=tuple((way, n) for way, n in ways if n))
