"""Asking back while the clock stands still; what an accepted proposal must lead to."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.rules.proposal import ANSWERING, Facts

USUAL_COMMIT_DAYS = 30
MOST_DAYS = 250
LEADING = ("accepted", "partly")


def may_set_rules(viewer: Viewer) -> Verdict:
    if viewer.has(*ANSWERING):
        return allow()
    return forbid(_("The coordinator sets until when the city answers."))


def may_ask_back(viewer: Viewer, facts: Facts, reached: bool, waiting: bool) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator asks the authors."))
    if facts.state != Proposal.State.PUBLISHED or facts.answered:
        return deny(_("Only a public proposal that waits for its answer is asked about."))
    if waiting:
        return deny(_("A question waits for its answer already."))
    if not reached:
        return deny(_("Its author has no account here, so nobody can be asked."))
    return allow()


def may_reply(ours: bool, waiting: bool) -> Verdict:
    if not ours:
        return forbid(_("Only the authors answer this question."))
    if not waiting:
        return deny(_("No question waits for an answer."))
    return allow()


def may_go_on(viewer: Viewer, waiting: bool) -> Verdict:
    """The city does not wait for ever: it lets the clock run again."""
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator lets the clock run again."))
    if not waiting:
        return deny(_("The clock runs already."))
    return allow()


def may_explain(viewer: Viewer, outcome: str, answered: bool, led: bool) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator says why nothing follows."))
    if not answered or outcome not in LEADING:
        return deny(_("Only an accepted proposal must lead to something."))
    if led:
        return deny(_("Something grew out of it already."))
    return allow()


def follow_up(outcome: str, led: bool, explained: bool, due: date | None, today: date) -> str:
    """Where an accepted proposal stands: "led", "explained", "late", "waiting" or "" (no duty)."""
    if outcome not in LEADING or due is None:
        return ""
    if led:
        return "led"
    if explained:
        return "explained"
    return "late" if due < today else "waiting"


def may_copy(viewer: Viewer, facts: Facts, open_there: bool, same: bool, again: bool) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator copies proposals to another process."))
    if facts.state != Proposal.State.PUBLISHED:
        return deny(_("Only a public proposal is copied."))
    if same or again:
        return deny(_("It stands in that process already."))
    if not open_there:
        return deny(_("That process takes no proposals any more."))
    return allow()


def may_import(viewer: Viewer, there: bool) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator imports proposals."))
    if not there:
        return deny(_("This process has no stage for that."))
    return allow()
