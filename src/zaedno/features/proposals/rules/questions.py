"""Who asks more beside a proposal, and until when it is answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.rules.proposal import ANSWERING, Facts, says_no_data

OPEN = (Proposal.State.DRAFT, Proposal.State.PUBLISHED)


def may_ask(viewer: Viewer) -> Verdict:
    if viewer.has(*ANSWERING):
        return allow()
    return forbid(_("The coordinator asks more questions."))


def may_tell(facts: Facts, asked: bool, sent: bool) -> Verdict:
    if not facts.ours:
        return forbid(_("Only the authors answer these questions."))
    if not asked:
        return deny(_("This process asks nothing more."))
    if facts.state not in OPEN or facts.answered:
        return deny(_("This proposal is not open any more."))
    if sent:
        return deny(_("You answered already; the answers count."))
    return allow()


def is_whole(left: Any) -> Verdict:
    if left is None:
        return allow()
    return deny(_("An answer is still needed: “%(question)s”") % {"question": left})


def says_nothing_personal(answers: dict[str, Any]) -> Verdict:
    return says_no_data(*(value for value in answers.values() if isinstance(value, str)))
