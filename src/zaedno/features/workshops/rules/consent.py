"""Consent: who proposes, who stands where, and when a proposal is adopted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.consent import (
    OBJECTION_LENGTH,
    PROPOSAL_LENGTH,
    ConsentRound,
    Stand,
)
from zaedno.features.workshops.rules.boards import may_lead, may_set_up
from zaedno.features.workshops.rules.groups import showable

S, V = ConsentRound.State, Stand.Value


def may_propose(viewer: Viewer, validated: bool, text: str) -> Verdict:
    if not (led := may_set_up(viewer, validated)):
        return led
    if not text:
        return deny(_("Write the proposal first."))
    return _at_most(text, PROPOSAL_LENGTH)


def may_stand(viewer: Viewer, state: str, admitted: bool) -> Verdict:
    if not admitted:
        if viewer.signed_in:
            return forbid(_("Those admitted to the workshop say where they stand."))
        return forbid(_("Sign in to answer."))
    return allow() if state == S.OPEN else deny(_("The consent round is closed."))


def may_choose(value: str, reason: str) -> Verdict:
    """An objection without a reason can't be answered, so it needs one."""
    if value not in V.values:
        return deny(_("Choose one of the answers."))
    if value == V.OBJECT and not reason:
        return deny(_("Say why you object, so that it can be answered."))
    if value != V.OBJECT and reason:
        return deny(_("You do not object; leave the reason empty or choose to object."))
    return _at_most(reason, OBJECTION_LENGTH)


def may_close(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == S.OPEN else deny(_("The consent round is closed already."))


def may_answer(viewer: Viewer, answer: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if not answer:
        return deny(_("Write the answer first."))
    return _at_most(answer, OBJECTION_LENGTH)


def by_kind(stands: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """How each kind of organisation that is large enough stands.

    >>> by_kind([("7", "agree")] * 5 + [("7", "object")] + [("8", "agree")] * 5)
    {'7': {'agree': 5, 'live': 0, 'object': 1}, '8': {'agree': 5, 'live': 0, 'object': 0}}
    >>> by_kind([("7", "agree")] * 5 + [("8", "object")])
    {}
    """
    counts: dict[str, Counter[str]] = {}
    for kind, value in stands:
        counts.setdefault(kind, Counter())[value] += 1
    shown = showable({kind: own.total() for kind, own in counts.items()})
    return {kind: {str(v): counts[kind][v] for v in V.values} for kind in shown}


def may_adopt(viewer: Viewer, state: str, unanswered: int) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if state != S.CLOSED:
        return deny(_("Close the round first."))
    if unanswered:
        said = ngettext(
            "%(n)d objection is not answered yet.",
            "%(n)d objections are not answered yet.",
            unanswered,
        )
        return deny(said % {"n": unanswered})
    return allow()


def may_drop(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == S.CLOSED else deny(_("Close the round first."))


def may_ask_again(viewer: Viewer, state: str, later: bool) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if state == S.OPEN or later:
        return deny(_("Close this round first; only the last one is asked again."))
    return allow()


def _at_most(text: str, most: int) -> Verdict:
    if len(text) > most:
        said = _("At most %(most)d characters; you wrote %(length)d.")
        return deny(said % {"most": most, "length": len(text)})
    return allow()
