"""The result package: draft, correction window, validated, published; snapshots never change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.partial_dates import show_moment
from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules.roles import as_planner, as_runner

CORRECTION_DAYS = 5
WINDOW = timedelta(days=CORRECTION_DAYS)


@dataclass(frozen=True)
class ResultFacts:
    state: str
    open_board: bool = False
    corrections_until: datetime | None = None
    open_corrections: int = 0
    versions: int = 0
    voting_open: bool = False
    took_part: bool = False  # the viewer, in person or through an organisation


def may_freeze(viewer: Viewer, facts: ResultFacts) -> Verdict:
    return first_refusal(
        as_runner(viewer),
        deny(_("The vote is still open. Close it, then freeze the result."))
        if facts.voting_open
        else allow(),
        allow()
        if facts.state in ("live", "results_draft")
        else deny(_("The result is validated: it is frozen for good.")),
    )


def may_open_corrections(viewer: Viewer, facts: ResultFacts) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow()
        if facts.state == "results_draft"
        else deny(_("Conclude the workshop first; then its result can be shown for correction.")),
        deny(_("The vote is still open. Close it, then freeze the result."))
        if facts.voting_open
        else allow(),
    )


def may_correct(viewer: Viewer, facts: ResultFacts, *, now: datetime) -> Verdict:
    until = facts.corrections_until
    return first_refusal(
        allow() if facts.took_part else forbid(_("Corrections come from those who took part.")),
        allow()
        if facts.state == "results_draft" and until is not None
        else deny(_("There is no draft result to correct.")),
        deny(_("The days for corrections are over."))
        if until is not None and now >= until
        else allow(),
    )


def may_answer_correction(viewer: Viewer, *, state: str, event_state: str) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow() if state == "open" else deny(_("This correction has already been answered.")),
        allow()
        if event_state == "results_draft"
        else deny(_("The result is validated: corrections are no longer answered.")),
    )


def may_validate(viewer: Viewer, facts: ResultFacts, *, now: datetime) -> Verdict:
    until = facts.corrections_until
    return first_refusal(
        as_planner(viewer),
        allow()
        if facts.state == "results_draft"
        else deny(_("Only a draft result can be validated.")),
        allow()
        if facts.versions and until is not None
        else deny(_("Show the draft to the participants first.")),
        _window_over(until, now),
        _all_answered(facts.open_corrections),
    )


def may_publish(viewer: Viewer, facts: ResultFacts) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow()
        if facts.state == "validated"
        else deny(_("Only a validated result can be published.")),
    )


def may_carry_over(viewer: Viewer, *, state: str, target_state: str) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow()
        if state in ("validated", "published")
        else deny(_("Only groups of a validated result are carried over.")),
        allow()
        if target_state in ("planned", "live")
        else deny(_("The next workshop is over; nothing can be carried into it.")),
    )


def _window_over(until: datetime | None, now: datetime) -> Verdict:
    if until is None or now >= until:
        return allow()
    return deny(_("The days for corrections run until %(day)s.") % {"day": _day(until)})


def _all_answered(waiting: int) -> Verdict:
    if not waiting:
        return allow()
    return deny(
        ngettext(
            "%(n)d correction still waits for an answer.",
            "%(n)d corrections still wait for an answer.",
            waiting,
        )
        % {"n": waiting}
    )


def _day(moment: datetime) -> str:
    return show_moment(moment)
