"""Who asks, likes, moderates and answers questions."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.questions import ANSWER_LENGTH, Question
from zaedno.features.workshops.rules.boards import may_lead
from zaedno.features.workshops.rules.notes import SCRIBES
from zaedno.features.workshops.rules.polls import may_moderate

S = Question.State
SHOWN = (S.OPEN, S.ANSWERED)


def may_take(viewer: Viewer, taking: bool, wanted: bool) -> Verdict:
    """Opening and closing the desk for questions."""
    if not (led := may_lead(viewer)):
        return led
    if taking and wanted:
        return deny(_("Questions are taken already."))
    return allow() if taking or wanted else deny(_("Questions are not taken now."))


def may_ask(viewer: Viewer, taking: bool, admitted: bool, account_needed: bool) -> Verdict:
    if account_needed and not admitted:
        if viewer.signed_in:
            return forbid(_("Those admitted to the workshop ask questions."))
        return forbid(_("Sign in to ask."))
    return allow() if taking else deny(_("Questions are not taken now."))


def may_ask_for_the_city(viewer: Viewer) -> Verdict:
    return may_lead(viewer)


def may_like(viewer: Viewer, admitted: bool, state: str) -> Verdict:
    if not admitted:
        if viewer.signed_in:
            return forbid(_("Those admitted to the workshop say which question matters to them."))
        return forbid(_("Sign in to say which question matters to you."))
    return allow() if state == S.OPEN else deny(_("The question is not open any more."))


def may_pin(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == S.OPEN else deny(_("The question is not open any more."))


def may_answer(viewer: Viewer, asked_by: str, state: str, addressed: bool) -> Verdict:
    """The desk writes down what was said; whoever the city asked may answer in writing."""
    asked = asked_by == Question.AskedBy.CITY and addressed
    if not (viewer.has(*SCRIBES) or asked):
        return forbid(_("Answers are written down by the note-taker or by those who were asked."))
    return allow() if state in SHOWN else deny(_("The question is not shown; show it first."))


def may_be_answer(text: str) -> Verdict:
    if not text:
        return deny(_("Write the answer first."))
    if len(text) > ANSWER_LENGTH:
        said = _("An answer has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": ANSWER_LENGTH, "length": len(text)})
    return allow()


def may_hide(viewer: Viewer, state: str) -> Verdict:
    if state == S.HIDDEN:
        return may_moderate(viewer).and_then(deny(_("The question is hidden already.")))
    return may_moderate(viewer)


def may_show(viewer: Viewer, state: str) -> Verdict:
    if state in SHOWN:
        return may_moderate(viewer).and_then(deny(_("The question is shown already.")))
    return may_moderate(viewer)
