"""Expressions of interest: who may send one, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.rules.roles import as_planner
from zaedno.platform.moderation.rules import holds_no_personal_data

ANSWERS: dict[str, tuple[str, ...]] = {
    # answer: the states it may be given in; an answer may be changed until the event is over
    "acknowledged": ("received",),
    "accepted": ("received", "acknowledged", "waitlisted", "declined"),
    "waitlisted": ("received", "acknowledged"),
    "declined": ("received", "acknowledged", "waitlisted"),
}


@dataclass(frozen=True)
class InterestFacts:
    state: str
    event_state: str = "planned"
    open_board: bool = False

    @classmethod
    def of(cls, interest: Interest) -> InterestFacts:
        event = interest.workshop
        return cls(interest.state, event.state, event.is_open_board)

    @classmethod
    def before(cls, event: Workshop) -> InterestFacts:
        """What is asked before anything was sent."""
        return cls("", event.state, event.is_open_board)


def may_express(facts: InterestFacts, *, consent: bool = True) -> Verdict:
    return first_refusal(
        deny(_("Nobody is chosen for an open board: everybody may leave a note."))
        if facts.open_board
        else allow(),
        allow()
        if facts.event_state in ("planned", "live")
        else deny(_("The event is over. You can express interest in the next one.")),
        allow()
        if consent
        else deny(_("Without your consent to process what you wrote we cannot answer you.")),
    )


def may_ask(viewer: Viewer, facts: InterestFacts) -> Verdict:
    """Ask more of whoever applies: as long as somebody can."""
    return first_refusal(as_planner(viewer), may_express(facts))


def says_nothing_personal(answers: Mapping[str, Any]) -> Verdict:
    return holds_no_personal_data(*(one for one in answers.values() if isinstance(one, str)))


def may_answer(viewer: Viewer, facts: InterestFacts, *, answer: str, reasoned: bool) -> Verdict:
    needs_reason = answer == "declined" and not reasoned
    return first_refusal(
        as_planner(viewer),
        allow()
        if facts.event_state in ("planned", "live")
        else deny(_("The event is over: answers no longer change.")),
        allow()
        if facts.state in ANSWERS[answer]
        else deny(_("This expression of interest has already been answered.")),
        deny(_("Write the reason: the applicant will read it.")) if needs_reason else allow(),
    )


def may_withdraw(facts: InterestFacts) -> Verdict:
    if facts.state == "withdrawn":
        return deny(_("This expression of interest was withdrawn."))
    if facts.event_state not in ("planned", "live"):
        return deny(_("The event is over; there is nothing left to withdraw from."))
    return allow()
