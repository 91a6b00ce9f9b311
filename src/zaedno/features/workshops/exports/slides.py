"""The slides as a PDF, one on each page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.press.process import set_to_paper
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import slides as queries
from zaedno.features.workshops.queries.swot import demonstration

LAYOUT = Path(__file__).resolve().parent.parent / "press" / "slides.typ"


def deck(viewer: Viewer, event: Workshop) -> dict[str, Any]:
    """What the page and the printer both draw."""
    city: Any = viewer.city
    return {
        "lang": viewer.lang,
        "title": _("Results: %(event)s") % {"event": event.title},
        "event": str(event.title),
        "publisher": city.municipality.best(viewer.lang)[0],
        "when": event.when.show() if event.when else "",
        "band": demonstration(boards.has_illustrative(viewer, event.pk)),
        "slides": queries.slides(viewer, event),
    }


def pdf(viewer: Viewer, event: Workshop) -> bytes:
    return set_to_paper(deck(viewer, event), "pdf", LAYOUT)
