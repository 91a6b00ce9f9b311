"""Who leads a session, moves its clock and says how notes are signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core.verdict import Sentence, Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.session import Privacy, Session
from zaedno.features.workshops.rules.roles import as_runner

EXTENDS = (1, 2, 5, 10)  # minutes a clock is moved by, forwards or back
FORGOTTEN_AFTER = timedelta(hours=4)  # after the planned end a session closes by itself
WARNINGS = (300, 60, 10)  # seconds left at which the time is said aloud

# Said to everybody before they take part.
PROMISES: dict[str, Sentence] = {
    Privacy.Level.OPEN: gettext_lazy("Your name stands under each of your notes."),
    Privacy.Level.HIDDEN: gettext_lazy(
        "The facilitator sees who wrote which note; the other participants do not."
    ),
    Privacy.Level.PSEUDONYM: gettext_lazy(
        "Your notes stand under a pseudonym that is the same for all of them; "
        "nobody is told whose it is."
    ),
    Privacy.Level.UNLINKABLE: gettext_lazy(
        "Nobody can find out who wrote a note: no link to you is kept, so you can't take it back."
    ),
}


@dataclass(frozen=True)
class SessionFacts:
    """What the rules ask about a session; `state` is the workshop's."""

    state: str
    open: bool = False
    running: bool = False
    paused: bool = False
    left: int | None = None


def may_open(viewer: Viewer, facts: SessionFacts) -> Verdict:
    return first_refusal(
        as_runner(viewer),
        deny(_("The session is open already.")) if facts.open else allow(),
        allow()
        if facts.state in ("planned", "live")
        else deny(_("The workshop is over; its session can't be opened again.")),
    )


def may_lead(viewer: Viewer, facts: SessionFacts) -> Verdict:
    return first_refusal(
        as_runner(viewer), allow() if facts.open else deny(_("Open the session first."))
    )


def forgotten_at(
    *,
    opened_at: datetime,
    slot: timedelta,
    planned_end: datetime | None,
    clock_end: datetime | None,
) -> datetime:
    """When an open session counts as forgotten: hours after everything that could still run.

    A rehearsal the day before is closed after its own slot only when the real one is over too.
    """
    ends = [opened_at + slot, *(end for end in (planned_end, clock_end) if end is not None)]
    return max(ends) + FORGOTTEN_AFTER


def may_close_forgotten(*, system: bool, due: datetime | None, now: datetime) -> Verdict:
    if not system:
        return forbid(_("Only the schedule closes a session that was forgotten."))
    if due is None:
        return deny(_("No session is open."))
    return allow() if now >= due else deny(_("The session may still be going on."))


def may_pause(viewer: Viewer, facts: SessionFacts) -> Verdict:
    stopped = deny(_("The clock does not run, so it can't be paused."))
    return may_lead(viewer, facts).and_then(allow() if facts.running else stopped)


def may_resume(viewer: Viewer, facts: SessionFacts) -> Verdict:
    runs = deny(_("The clock is not paused."))
    return may_lead(viewer, facts).and_then(allow() if facts.paused else runs)


def may_extend(viewer: Viewer, facts: SessionFacts, minutes: int) -> Verdict:
    none = deny(_("No part of the agenda is on, so there is no time to change."))
    odd = deny(_("Choose by how many minutes."))
    return first_refusal(
        may_lead(viewer, facts),
        allow() if facts.running or facts.paused else none,
        allow() if abs(minutes) in EXTENDS else odd,
    )


def may_set_privacy(viewer: Viewer, *, board_state: str, fixed: bool, level: str) -> Verdict:
    opened = deny(_("The board was opened under its promise; the promise stays as it is."))
    return first_refusal(
        as_runner(viewer),
        opened if fixed or board_state != Board.State.PLANNED else allow(),
        allow() if level in Privacy.Level.values else deny(_("Choose one of the levels.")),
    )


def said_time(seconds: int) -> str:
    """How the clock is read: minutes and seconds, below zero with a sign.

    >>> said_time(754), said_time(-5)
    ('12:34', '−0:05')
    """
    sign = "−" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60}:{abs(seconds) % 60:02d}"


def may_show(known: bool, what: str, value: str | bool) -> Verdict:
    """A switch is on or off; what is in focus is one of the things that can be."""
    if what == "focus":
        known = value in Session.Focus.values
    return allow() if known else deny(_("Choose what is to be shown."))
