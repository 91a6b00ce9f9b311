"""What those who took part say of a meeting: who answers and when, what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from zaedno.algorithms.suppression import SMALLEST
from zaedno.core.partial_dates import show_moment
from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules.afterwards import OVER
from zaedno.features.workshops.rules.roles import as_counter, as_runner
from zaedno.platform.moderation.rules import holds_no_personal_data

OPEN_FOR = timedelta(days=14)  # after the meeting; the letter goes out on the next morning


@dataclass(frozen=True)
class EvaluationFacts:
    """`asked`: there are questions. `begins` and `ended` are moments of the meeting, if known."""

    event_state: str
    asked: bool = True
    begins: datetime | None = None
    ended: datetime | None = None
    closed_at: datetime | None = None

    @property
    def closes(self) -> datetime | None:
        return until(self.ended)


def until(ended: datetime | None) -> datetime | None:
    return ended + OPEN_FOR if ended else None


def is_open(facts: EvaluationFacts, now: datetime) -> Verdict:
    if not facts.asked:
        return deny(_("Nothing is asked about this meeting."))
    if facts.event_state not in ("live", *OVER):
        if facts.begins is None:
            return deny(_("The questions open when the workshop begins."))
        said = _("The questions open when the workshop begins: %(when)s.")
        return deny(said % {"when": show_moment(facts.begins)})
    end = facts.closed_at or facts.closes
    # A deed counts by when it arrived; but what is closed takes nothing that waited.
    if end is not None and (facts.closed_at or now >= end):
        said = _("The questions about the meeting were open until %(when)s.")
        return deny(said % {"when": show_moment(end)})
    return allow()


def may_evaluate(
    facts: EvaluationFacts, now: datetime, *, took_part: bool, replied: bool
) -> Verdict:
    return first_refusal(
        allow()
        if took_part
        else forbid(_("The questions about the meeting are for those who took part.")),
        is_open(facts, now),
        deny(_("You have already answered. Thank you.")) if replied else allow(),
    )


def says_nothing_personal(answers: Mapping[str, Any]) -> Verdict:
    return holds_no_personal_data(*(one for one in answers.values() if isinstance(one, str)))


def may_enter(viewer: Viewer, facts: EvaluationFacts, now: datetime) -> Verdict:
    return first_refusal(as_counter(viewer), is_open(facts, now))


def may_close(facts: EvaluationFacts, now: datetime) -> Verdict:
    due = facts.closed_at is None and facts.closes is not None and facts.closes <= now
    return allow() if due else deny(_("The questions about the meeting are not due to close."))


def shows_results(event_state: str, replies: int) -> Verdict:
    """In the room an answer that just came could be told by its change of the whole."""
    if event_state not in OVER:
        return deny(_("Results are shown when the meeting is over, from five answers on."))
    if 0 < replies < SMALLEST:
        said = _("Fewer than five answered; the results are shown from five answers on.")
        return deny(said)
    return allow()


def may_read_answers(viewer: Viewer, event_state: str, replies: int) -> Verdict:
    """What was written in words, and the table of all answers: by who leads, never of a few."""
    few = deny(_("Fewer than five answered; single answers could tell whose they are."))
    return first_refusal(
        as_runner(viewer),
        shows_results(event_state, replies),
        few if replies < SMALLEST else allow(),
    )
