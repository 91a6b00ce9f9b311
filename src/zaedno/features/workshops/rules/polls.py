"""Who asks, who answers, what an answer may be, and which results are large enough to show."""

from __future__ import annotations

from statistics import median

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.poll import FEWEST, Poll, Stance
from zaedno.features.workshops.rules.boards import may_lead

STATEMENT_LENGTH = 200


def may_open(viewer: Viewer, state: str, items: int) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if state != Poll.State.PLANNED:
        return deny(_("The poll was opened already."))
    if not items:
        return deny(_("Add what is asked first."))
    return allow()


def may_close(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == Poll.State.OPEN else deny(_("The poll is not open."))


def may_answer(viewer: Viewer, state: str, admitted: bool) -> Verdict:
    if not viewer.signed_in:
        return forbid(_("Sign in to answer."))
    if state == Poll.State.PLANNED:
        return deny(_("The poll is not open yet."))
    if state == Poll.State.CLOSED:
        return deny(_("The poll is closed; your answer was not counted and nothing changed."))
    if not admitted:
        return forbid(_("Those admitted to the workshop answer its polls."))
    return allow()


def may_choose(value: int, most: int) -> Verdict:
    return allow() if 1 <= value <= most else deny(_("Choose one of the answers."))


def may_dissent(kind: str, value: int, text: str) -> Verdict:
    if kind != Poll.Kind.CONSENT:
        return deny(_("A reason can be added to statements of the shared vision only."))
    if value == int(Stance.AGREE):
        return deny(_("You agree with this statement; leave the reason against it empty."))
    return may_be_long(text)


def may_be_long(text: str) -> Verdict:
    if len(text) > STATEMENT_LENGTH:
        said = _("A statement has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": STATEMENT_LENGTH, "length": len(text)})
    return allow()


def may_enter(n: int, answered: int, counts: dict[str, int], could_answer: int | None) -> Verdict:
    """Counts from paper must add up."""
    if counts and sum(counts.values()) != n:
        said = _("The counts add up to %(sum)d, but %(n)d answered.")
        return deny(said % {"sum": sum(counts.values()), "n": n})
    if n > answered or (could_answer is not None and answered > could_answer):
        return deny(_("More people answered than could answer; check the numbers."))
    return allow()


def may_state(viewer: Viewer, poll_kind: str, open_list: bool, state: str, text: str) -> Verdict:
    """The list of the vision stays open: whoever takes part may add a sentence to it."""
    if not viewer.signed_in:
        return forbid(_("Sign in to add a statement."))
    if poll_kind != Poll.Kind.CONSENT or (state == Poll.State.CLOSED and not open_list):
        return deny(_("This list is closed."))
    if not text:
        return deny(_("Write the statement first."))
    return may_be_long(text)


def large_enough(answers: int) -> bool:
    return answers >= FEWEST


def most_of(kind: str, choices: int) -> int:
    """The highest value an answer may have."""
    if kind == Poll.Kind.SINGLE:
        return choices
    return len(Stance) if kind == Poll.Kind.CONSENT else 5


def counted(values: list[int], kind: str, choices: int) -> dict[str, int]:
    """How often each value was chosen, also those nobody chose.

    >>> counted([3, 3, 1], "consent", 0)
    {'1': 1, '2': 0, '3': 2}
    """
    found = {str(v): 0 for v in range(1, most_of(kind, choices) + 1)}
    for value in values:
        found[str(value)] += 1
    return found


def middle(values: list[int]) -> float:
    return float(median(values))
