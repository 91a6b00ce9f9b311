"""Paper sheets as data for the page and for the printer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from zaedno.core.press.process import set_to_paper
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.paper import LINES, PaperSheet
from zaedno.features.workshops.models.voting import DOTS
from zaedno.features.workshops.queries import boards

LAYOUT = Path(__file__).resolve().parent.parent / "press" / "sheets.typ"
LINE = "workshops/line.svg"


def pages(viewer: Viewer, event: Workshop, found: list[PaperSheet]) -> list[dict[str, Any]]:
    """A page for each sheet; without any, one page whose number is written by hand."""
    rows = found or [PaperSheet(workshop=event, number=0)]
    here = boards.boards(viewer, event.pk)
    return [
        {
            "number": str(row.number or ""),
            "step": row.title.best(viewer.lang)[0],
            "boards": [str(b) for b in _works_on(row, here)],
            "lines": list(range(1, LINES + 1)),
            "dots": list(range(1, (row.step.dots if row.step and row.step.dots else DOTS) + 1)),
        }
        for row in rows
    ]


def _works_on(sheet: PaperSheet, found: list[Board]) -> list[Board]:
    """The boards of the sheet's step, else all; no more than fit beside a line."""
    wanted = sheet.step.boards if sheet.step else []
    return ([board for board in found if board.kind in wanted] or found)[:4]


def pdf(viewer: Viewer, event: Workshop, found: list[PaperSheet]) -> bytes:
    city: Any = viewer.city
    drawn = Path(str(finders.find(LINE))).read_text("utf-8")
    sheet = {
        "lang": viewer.lang,
        "title": _("Paper sheets: %(event)s") % {"event": event.title},
        "event": str(event.title),
        "publisher": city.municipality.best(viewer.lang)[0],
        "code": event.join_code,
        "line": drawn,
        "words": words(),
        "pages": pages(viewer, event, found),
    }
    return set_to_paper(sheet, "pdf", LAYOUT)


def words() -> dict[str, str]:
    return {
        "code": _("Code"),
        "sheet": _("Sheet"),
        "step": _("Step:"),
        "how": _(
            "One thought on each line, one letter in each box, in capitals. "
            "Please leave out names and addresses."
        ),
        "board": _("Board:"),
        "boxes": _("140 boxes for one note"),
        "dots": _("My dots"),
        "dots_how": _("Write the number of a note and how many dots you give it."),
        "note": _("note"),
        "give": _("dots"),
    }
