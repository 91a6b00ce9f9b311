"""The response table as CSV: every public proposal with its answer, streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from zaedno.core import tables
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.together import CoAuthor
from zaedno.features.proposals.queries import rows
from zaedno.platform.processes.models import Process

COLUMNS = (
    *(
        "receipt",
        "title",
        "text",
        "language",
        "channel",
        "district",
        "organisation",
        "authors",
        "theme",
    ),
    *("where", "place", "files"),
    *("published", "supporters", "outcome", "reason_bg", "reason_en", "answered", "answered_in"),
    *("answer_due", "clock_stood", "commitment_due", "led_to_commitment"),
    *("why_not_bg", "why_not_en", "copied_from", "mark"),
)


def lines(viewer: Viewer, process: Process) -> Iterator[str]:
    """Fetched in pages of 500 rows; a moment is given as its day."""
    found = (
        rows.listed(viewer, process, sort="new")
        .select_related("theme", "copied_from")
        .prefetch_related("attachments", "coauthors")
        .iterator(500)
    )
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
        "; ".join(_authors(row)),
        row.theme.code if row.theme else "",
        row.where,
        json.dumps(row.place) if row.place else "",
        len(row.attachments.all()),
        row.published_at.date() if row.published_at else "",
        row.supporters,
        row.outcome if row.answered else "",
        reason.get("bg", ""),
        reason.get("en", ""),
        row.answered_at.date() if row.answered_at else "",
        row.answered_in,
        row.answer_due,
        row.stood,
        row.commit_due,
        row.led_at.date() if row.led_at else "",
        row.why_not.get("bg", ""),
        row.why_not.get("en", ""),
        row.copied_from.receipt if row.copied_from else "",
        row.mark,
    ]


def _authors(row: Proposal) -> list[str]:
    """Those who chose to be named."""
    active = [one.name for one in row.coauthors.all() if one.state == CoAuthor.State.ACTIVE]
    return [name for name in (row.signed, *active) if name]
