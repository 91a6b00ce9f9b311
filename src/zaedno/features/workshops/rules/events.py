"""What an event goes through, and when each step may be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.partial_dates import When
from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules.roles import as_planner, as_runner

# From which state a verb leads to which.
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "start": (("planned",), "live"),
    "conclude": (("live",), "results_draft"),
    "validate": (("results_draft",), "validated"),
    "publish_results": (("validated",), "published"),
    "cancel": (("planned",), "cancelled"),
}


@dataclass(frozen=True)
class EventFacts:
    """What a rule needs to know about an event; `unanswered` counts expressions of interest."""

    state: str
    kind: str = "needs_assessment"
    unanswered: int = 0
    agenda_minutes: tuple[int, ...] = ()
    slot: int = 0
    planned: When | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None

    @property
    def open_board(self) -> bool:
        return self.kind == "open_board"


def may_call(viewer: Viewer) -> Verdict:
    return as_planner(viewer)


def may_amend(viewer: Viewer, facts: EventFacts) -> Verdict:
    late = deny(_("The results are validated: the text of the event no longer changes."))
    done = facts.state in ("validated", "published")
    return first_refusal(as_planner(viewer), late if done else not_cancelled(facts.state))


def may_move_date(viewer: Viewer, facts: EventFacts, *, to: When) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        not_cancelled(facts.state),
        allow()
        if facts.state == "planned"
        else deny(_("The workshop has begun: its date can no longer move.")),
        deny(_("The workshop is planned for this date already."))
        if facts.planned == to
        else allow(),
    )


def may_cancel(viewer: Viewer, facts: EventFacts, *, reason: str) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        not_cancelled(facts.state),
        _from(facts, "cancel", _("The workshop has begun; conclude it instead.")),
        allow() if reason.strip() else deny(_("Say why the workshop is cancelled.")),
    )


def not_cancelled(state: str) -> Verdict:
    return deny(_("The workshop is cancelled.")) if state == "cancelled" else allow()


def may_start(viewer: Viewer, facts: EventFacts, *, system: bool = False) -> Verdict:
    return first_refusal(
        allow() if system else as_runner(viewer),
        not_cancelled(facts.state),
        _from(facts, "start", _("The workshop has already begun.")),
    )


def may_run(viewer: Viewer, facts: EventFacts) -> Verdict:
    """Lead through the agenda of a workshop that has begun."""
    on = facts.state == "live"
    return first_refusal(
        as_runner(viewer),
        allow() if on else deny(_("The agenda runs only while the workshop is on.")),
    )


def may_conclude(viewer: Viewer, facts: EventFacts) -> Verdict:
    return first_refusal(
        as_runner(viewer),
        _from(facts, "conclude", _("Only a workshop that is on can be concluded.")),
        everyone_answered(facts.unanswered),
    )


def everyone_answered(unanswered: int) -> Verdict:
    if not unanswered:
        return allow()
    return deny(
        ngettext(
            "%(n)d expression of interest is still unanswered. Answer it first.",
            "%(n)d expressions of interest are still unanswered. Answer them first.",
            unanswered,
        )
        % {"n": unanswered}
    )


def may_set_balance(viewer: Viewer, facts: EventFacts) -> Verdict:
    fixed = deny(_("The results are validated: the counts no longer change."))
    done = facts.state in ("validated", "published")
    return first_refusal(as_planner(viewer), fixed if done else allow())


def _from(facts: EventFacts, verb: str, sentence: str) -> Verdict:
    return allow() if facts.state in MOVES[verb][0] else deny(sentence)
