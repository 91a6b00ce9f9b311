"""Who may start, write, open, approve and freeze a report."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer

WRITERS = ("coordinator", "editor")
MOVES = {
    "write": ("draft", "open"),
    "open": ("draft",),
    "approve": ("draft", "open"),
    "freeze": ("approved",),
    "correct": ("frozen",),
}


@dataclass(frozen=True)
class Facts:
    state: str
    has_summary: bool = False
    open_objections: int = 0


def may_start(viewer: Viewer) -> Verdict:
    if viewer.has("coordinator"):
        return allow()
    return forbid(_("The coordinator builds the report."))


def may_write(viewer: Viewer, facts: Facts) -> Verdict:
    who = allow() if viewer.has(*WRITERS) else forbid(_("The coordinator or the editor writes it."))
    return first_refusal(who, _in_state(facts, "write"))


def may_move(viewer: Viewer, facts: Facts, verb: str) -> Verdict:
    verdict = first_refusal(may_start(viewer), _in_state(facts, verb))
    if verdict and verb == "approve" and not facts.has_summary:
        return deny(_("Write the one-page summary first: it is what most people will read."))
    return verdict


def may_see_draft(viewer: Viewer, facts: Facts) -> Verdict:
    """A draft is public only while it is open for objections; afterwards the frozen version is."""
    if facts.state != "draft" or viewer.has(*WRITERS, "reviewer"):
        return allow()
    return forbid(_("This report is still being written."))


def _in_state(facts: Facts, verb: str) -> Verdict:
    if facts.state in MOVES[verb]:
        return allow()
    return {
        "write": deny(_("The report is approved; its text no longer changes.")),
        "open": deny(_("The draft is already open.")),
        "approve": deny(_("The report is already approved.")),
        "freeze": deny(_("Only an approved report is frozen.")),
        "correct": deny(_("Only a frozen report is corrected by a new version.")),
    }[verb]
