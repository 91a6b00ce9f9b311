"""Proposals that may say the same: shown while somebody writes, and to who may merge them."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.algorithms.near_duplicates import near_duplicates, nearest
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import rows
from zaedno.platform.processes.models import Process

COMPARED = 2_000  # the newest of a process; comparing them all takes under a second
SHOWN = 5


@dataclass(frozen=True)
class Alike:
    """A proposal with the words it shares with the one at hand."""

    proposal: Proposal
    shared: str


def said(row: Proposal) -> str:
    return f"{row.title}. {row.text}"


def alike(viewer: Viewer, process: Process, text: str, without: int = 0) -> list[Alike]:
    """Public proposals of a process that are near to a text, the nearest first."""
    public = rows.listed(viewer, process, sort="new").exclude(pk=without)[:COMPARED]
    others = list(public)
    if not others:
        return []
    found = nearest(text, [said(row) for row in others], most=SHOWN)
    return [Alike(others[pair.second], ", ".join(pair.shared)) for pair in found]


def pairs(viewer: Viewer, process: Process) -> list[tuple[Proposal, Proposal, str]]:
    """Pairs of unanswered proposals that may say the same, with the reason."""
    owed = list(rows.unanswered(viewer, process)[:COMPARED])
    found = near_duplicates([said(row) for row in owed], most=SHOWN)
    return [(owed[p.first], owed[p.second], ", ".join(p.shared)) for p in found]
