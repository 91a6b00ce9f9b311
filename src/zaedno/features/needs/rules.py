"""Who may register, validate and answer, and in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

REGISTERING = ("coordinator", "facilitator", "editor")
VALIDATING = ("coordinator",)

MOVES = {
    "validate": {"recorded"},
    "answer": {"validated", "answered"},
    "close": {"recorded", "validated", "answered"},
}


@dataclass(frozen=True)
class NeedFacts:
    state: str


def may_register(viewer: Viewer) -> Verdict:
    """Register and correct needs, add evidence, propose solutions."""
    if viewer.has(*REGISTERING):
        return allow()
    return forbid(_("Needs are registered by the coordinator, the facilitator and the editor."))


def may_correct(viewer: Viewer, facts: NeedFacts) -> Verdict:
    if not (ours := may_register(viewer)):
        return ours
    if facts.state == "closed":
        return deny(_("This need is closed; its text stays as it was."))
    return allow()


def may_validate(viewer: Viewer, facts: NeedFacts) -> Verdict:
    if not viewer.has(*VALIDATING):
        return forbid(_("Needs are validated by the coordinator."))
    if facts.state not in MOVES["validate"]:
        return deny(_("This need was validated already."))
    return allow()


def may_prioritise(viewer: Viewer, facts: NeedFacts) -> Verdict:
    if not viewer.has(*VALIDATING):
        return forbid(_("Importance and feasibility are rated by the coordinator."))
    return deny(_("This need is closed.")) if facts.state == "closed" else allow()


def may_answer(viewer: Viewer, facts: NeedFacts) -> Verdict:
    if not (ours := may_register(viewer)):
        return ours
    if facts.state == "recorded":
        return deny(_("Validate the need first, then say what answers it."))
    if facts.state not in MOVES["answer"]:
        return deny(_("This need is closed."))
    return allow()


def may_close(viewer: Viewer, facts: NeedFacts, reason: str = "-") -> Verdict:
    if not viewer.has(*VALIDATING):
        return forbid(_("Needs are closed by the coordinator."))
    if facts.state not in MOVES["close"]:
        return deny(_("This need is closed already."))
    if not reason.strip():
        return deny(_("Say why the need is closed: the reason is public."))
    return allow()


def may_advance(viewer: Viewer, now: int, wanted: int) -> Verdict:
    """Readiness moves as far as the facts go, in both directions; standing still is no move."""
    if not viewer.has(*VALIDATING):
        return forbid(_("Readiness of a solution is set by the coordinator."))
    if wanted == now:
        return deny(_("The solution is at this step already."))
    return allow()


def no_circle(solution: int, wanted: Iterable[int], depends: dict[int, set[int]]) -> Verdict:
    """What a solution waits for must not wait for it.

    >>> bool(no_circle(1, [2], {2: {3}, 3: set()}))
    True
    >>> bool(no_circle(1, [2], {2: {3}, 3: {1}}))
    False
    """
    seen: set[int] = set()
    ahead = list(wanted)
    while ahead:
        one = ahead.pop()
        if one == solution:
            return deny(_("A solution cannot wait for itself, also not by way of others."))
        if one not in seen:
            seen.add(one)
            ahead.extend(depends.get(one, set()))
    return allow()
