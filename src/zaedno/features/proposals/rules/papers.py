"""Who lays files beside a proposal, and how many."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.rules.proposal import Facts, may_revise, says_no_data

MOST = 5


def may_attach(viewer: Viewer, facts: Facts, count: int) -> Verdict:
    """As long as the words may be changed, five files at most."""
    if not (verdict := may_revise(viewer, facts)):
        return verdict
    if count >= MOST:
        return deny(_("A proposal has at most five files. Take one out first."))
    return allow()


def may_name(about: str) -> Verdict:
    if not about:
        return deny(_("Say in one sentence what the file shows."))
    return first_refusal(says_no_data(about))
