"""Who may promise, confirm, report, move or drop a commitment, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from zaedno.core.partial_dates import When
from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer

PROMISERS = ("coordinator", "facilitator")
MOVES = {
    "confirm": ("proposed",),
    "refuse": ("proposed",),
    "report": ("confirmed", "under_way"),
    "amend": ("confirmed", "under_way"),
    "withdraw": ("confirmed", "under_way"),
}


@dataclass(frozen=True)
class Facts:
    """What the rules need to know of one commitment."""

    state: str
    owner_id: int
    due_now: When
    confirmed_on: date | None = None
    last_day: date | None = None


def may_promise(viewer: Viewer) -> Verdict:
    if viewer.has(*PROMISERS):
        return allow()
    return forbid(_("The coordinator or the facilitator writes commitments down."))


def may_answer(viewer: Viewer, facts: Facts, verb: str) -> Verdict:
    """Confirm or refuse: only somebody who speaks for the owner."""
    return first_refusal(_speaks_for_owner(viewer, facts), _in_state(facts, verb))


def may_change(viewer: Viewer, facts: Facts, verb: str) -> Verdict:
    """Report, amend, withdraw: the owner, or the coordinator on its behalf."""
    who = allow() if viewer.has("coordinator") else _speaks_for_owner(viewer, facts)
    return first_refusal(who, _in_state(facts, verb))


def may_report_value(facts: Facts, *, day: date, today: date) -> Verdict:
    if day > today:
        return deny(_("Progress is reported for a day that has passed, not for one to come."))
    if facts.confirmed_on and day < facts.confirmed_on:
        return deny(_("The owner confirmed later than this day; choose a day after that."))
    if facts.last_day and day < facts.last_day:
        return deny(_("A later value is already reported; choose its day or one after it."))
    return allow()


def may_set_target(baseline: Decimal | None, target: Decimal) -> Verdict:
    if baseline is not None and baseline == target:
        return deny(_("The target equals the baseline: say what should change."))
    return allow()


def may_move_due(facts: Facts, new_due: When) -> Verdict:
    if new_due == facts.due_now:
        return deny(_("This is already the due date. Choose another one."))
    return allow()


def _speaks_for_owner(viewer: Viewer, facts: Facts) -> Verdict:
    if facts.owner_id in viewer.represents:
        return allow()
    return forbid(_("Only a representative of the organisation that owns it may do this."))


def _in_state(facts: Facts, verb: str) -> Verdict:
    if facts.state in MOVES[verb]:
        return allow()
    if facts.state == "proposed":
        return deny(_("The owner has not confirmed yet; until then it counts nowhere."))
    if verb in ("confirm", "refuse"):
        return deny(_("This commitment was already answered."))
    return deny(_("This commitment is closed; nothing more is reported on it."))
