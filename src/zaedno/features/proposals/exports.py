"""The response table as CSV: every public proposal with its answer, streamed."""

from __future__ import annotations

from collections.abc import Iterator

from zaedno.core import tables
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models import Proposal
from zaedno.features.proposals.queries import rows
from zaedno.platform.processes.models import Process

COLUMNS = (
    *("receipt", "title", "text", "language", "channel", "district", "organisation"),
    *("published", "supporters", "outcome", "reason_bg", "reason_en", "answered", "answered_in"),
    *("answer_due", "mark"),
)


def lines(viewer: Viewer, process: Process) -> Iterator[str]:
    """Fetched in pages of 500 rows; a moment is given as its day."""
    found = rows.listed(viewer, process, sort="new").iterator(500)
    return tables.lines(COLUMNS, (_cells(row) for row in found))


def _cells(row: Proposal) -> list[object]:
    reason = row.reason if row.answered else {}
    return [
        row.receipt,
        row.title,
        row.text,
        row.lang,
        row.channel,
        row.district.slug if row.district else "",
        row.organisation.slug if row.organisation else "",
        row.published_at.date() if row.published_at else "",
        row.supporters,
        row.outcome if row.answered else "",
        reason.get("bg", ""),
        reason.get("en", ""),
        row.answered_at.date() if row.answered_at else "",
        row.answered_in,
        row.answer_due,
        row.mark,
    ]
