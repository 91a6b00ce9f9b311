"""Who asks experts, who answers as one, and until when."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.rules.proposal import ANSWERING, Facts

EXPERTS = ("reviewer", "editor", "coordinator")
MOST = 10


def may_assign(viewer: Viewer, facts: Facts) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator asks experts."))
    return _waits(facts)


def can_ask(count: int, due: date, today: date) -> Verdict:
    if due < today:
        return deny(_("The day is over already."))
    if count > MOST:
        return deny(_("At most ten experts look at one proposal."))
    return allow()


def may_value(asked: bool, facts: Facts) -> Verdict:
    """Only who was asked, as often as they like until the city has answered."""
    if not asked:
        return forbid(_("Only the experts who were asked write here."))
    return _waits(facts)


def _waits(facts: Facts) -> Verdict:
    if facts.state != Proposal.State.PUBLISHED:
        return deny(_("Only a public proposal is looked at."))
    if facts.answered:
        return deny(_("The city has answered already."))
    return allow()
