"""The notes of a workshop as rows of a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import walls

RISKY = ("=", "+", "-", "@", "\t", "\r")  # a table program would take these for a formula


class Echo:
    """Hands each written line back."""

    def write(self, line: str) -> str:
        return line


def lines(viewer: Viewer, workshop: Workshop, kinds: tuple[str, ...]) -> Iterator[str]:
    """CSV with a byte order mark for spreadsheets: one line for each note of these boards."""
    writer = csv.writer(Echo())
    yield "\ufeff"
    yield writer.writerow(_heads())
    for column in walls.wall(viewer, workshop).columns:
        if column.board is not None and column.board.kind in kinds:
            for paper in column.papers:
                yield writer.writerow([safe(cell) for cell in _cells(paper, str(column.title))])


def _heads() -> list[str]:
    names = [_("Receipt"), _("Board"), _("Note"), _("Group of notes")]
    return [*names, _("Signed by"), _("Dots"), _("Mark")]


def _cells(paper: walls.Paper, board: str) -> list[str]:
    """Dots stand here only once the vote is closed."""
    return [
        paper.note.receipt,
        board,
        str(paper.note.text),
        str(paper.note.cluster or ""),
        str(paper.author),
        "" if paper.dots is None else str(paper.dots),
        str(paper.note.get_mark_display()),
    ]


def safe(cell: str) -> str:
    """A cell that no table program takes for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell
