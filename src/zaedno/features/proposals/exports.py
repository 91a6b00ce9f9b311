"""Every public proposal with its answer, as CSV and as JSON, streamed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from zaedno.core import clock, tables
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.together import Amendment, CoAuthor
from zaedno.features.proposals.queries import rows, screened
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
    return tables.lines(COLUMNS, (_cells(row) for row in _rows(viewer, process)))


def _rows(viewer: Viewer, process: Process, *more: str) -> Iterator[Proposal]:
    found = rows.listed(viewer, process, sort="new").select_related("theme", "copied_from")
    return found.prefetch_related("attachments__file", "coauthors", *more).iterator(500)


def json_lines(viewer: Viewer, process: Process) -> Iterator[str]:
    """The same with what a table has no room for: earlier words, changes, questions, valuations."""
    beside = ("wordings", "amendments", "inquiries", "valuations")
    comma, waits = "", screened.unread(viewer, process, clock.now())
    yield f'{{"process": {json.dumps(process.slug)}, "proposals": ['
    for row in _rows(viewer, process, *beside):
        told = {**dict(zip(COLUMNS, _cells(row), strict=True)), **_beside(row, waits)}
        yield comma + json.dumps(told, ensure_ascii=False, default=str)
        comma = ",\n"
    yield "]}\n"


def _beside(row: Proposal, waits: Callable[[Amendment], bool]) -> dict[str, object]:
    return {
        "place": row.place,
        "files": [{"name": a.file.name, "about": a.about} for a in row.attachments.all()],
        "wordings": [
            {"title": w.title, "text": w.text, "until": w.until, "supporters": w.supporters}
            for w in row.wordings.all()
        ],
        "amendments": [
            {"title": a.title, "text": a.text, "why": a.why, "state": a.state, "reason": a.reason}
            for a in row.amendments.all()
            if a.state != Amendment.State.WITHDRAWN and not waits(a)
        ],
        "inquiries": [
            {"asked": q.asked_at, "text": q.text, "reply": q.reply, "clock_stood": q.stood}
            for q in row.inquiries.all()
        ],
        "valuations": [
            {"feasible": v.feasible, "cost": v.cost, "takes": v.takes, "note": v.note}
            for v in row.valuations.all()
            if v.public and v.given_at
        ],
    }


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
        clock.day(row.published_at) if row.published_at else "",
        row.supporters,
        row.outcome if row.answered else "",
        reason.get("bg", ""),
        reason.get("en", ""),
        clock.day(row.answered_at) if row.answered_at else "",
        row.answered_in,
        row.answer_due,
        row.stood,
        row.commit_due,
        clock.day(row.led_at) if row.led_at else "",
        row.why_not.get("bg", ""),
        row.why_not.get("en", ""),
        row.copied_from.receipt if row.copied_from else "",
        row.mark,
    ]


def _authors(row: Proposal) -> list[str]:
    """Those who chose to be named."""
    active = [one.name for one in row.coauthors.all() if one.state == CoAuthor.State.ACTIVE]
    return [name for name in (row.signed, *active) if name]
