"""Who makes a survey, who replies and when, and what is published of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from zaedno.core.partial_dates import show_end
from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Survey
from zaedno.platform.processes.rules import StageFacts, may_take_part

MAKING = ("coordinator", "editor")
ENTERING = ("coordinator", "notetaker", "facilitator")
REPLY = "reply"


@dataclass(frozen=True)
class Facts:
    """What rules ask of a survey. `stage` is that of its process, or its own days in that shape."""

    state: str
    stage: StageFacts | None
    closed_at: datetime | None = None
    questions: int = 0


def may_make(viewer: Viewer) -> Verdict:
    if viewer.has(*MAKING):
        return allow()
    return forbid(_("Surveys are made by the coordinator or the editor."))


def may_revise(viewer: Viewer, facts: Facts) -> Verdict:
    if not (ours := may_make(viewer)):
        return ours
    if facts.state != Survey.State.DRAFT:
        return deny(_("The survey is published; its words and days stay."))
    return allow()


def may_publish(viewer: Viewer, facts: Facts) -> Verdict:
    if not (ours := may_make(viewer)):
        return ours
    if facts.state != Survey.State.DRAFT:
        return deny(_("The survey is published already."))
    if not facts.questions:
        return deny(_("There is no question in it yet."))
    if facts.stage is None:
        return deny(_("It has no days: give it a first day, or a process with a stage for it."))
    return allow()


def may_close(viewer: Viewer, facts: Facts, now: datetime, *, system: bool = False) -> Verdict:
    if not system and not (ours := may_make(viewer)):
        return ours
    if facts.state != Survey.State.PUBLIC:
        return deny(_("Only a published survey is closed."))
    if system and not is_over(facts, now):
        return deny(_("Its last day is still to come."))
    return allow()


def is_over(facts: Facts, now: datetime) -> bool:
    closes = facts.stage.span.closes if facts.stage else None
    return closes is not None and closes <= now


def may_reply(viewer: Viewer, facts: Facts, now: datetime) -> Verdict:
    """By the stage or its own days; in a draft, who makes it tries it out."""
    if facts.state == Survey.State.DRAFT:
        return may_make(viewer)
    if facts.state == Survey.State.CLOSED:
        said = _("The survey closed on %(when)s.")
        return deny(said % {"when": show_end(facts.closed_at)} if facts.closed_at else said)
    return may_take_part(viewer, facts.stage, REPLY, now)


def may_enter(viewer: Viewer, facts: Facts) -> Verdict:
    """Paper is typed in from the first day until the results are closed."""
    if not viewer.has(*ENTERING):
        return forbid(_("Replies on paper are entered by the coordinator or the note-taker."))
    if facts.state == Survey.State.DRAFT:
        return deny(_("The survey is not published yet."))
    if facts.state == Survey.State.CLOSED:
        return deny(_("The survey is closed; its replies are counted."))
    return allow()


def may_see_replies(viewer: Viewer) -> Verdict:
    if viewer.has(*MAKING):
        return allow()
    return forbid(_("Replies are read by the coordinator or the editor."))


def may_publish_result(viewer: Viewer, facts: Facts) -> Verdict:
    if not (ours := may_make(viewer)):
        return ours
    if facts.state != Survey.State.CLOSED:
        return deny(_("Results are published when the survey is closed, so that nobody is led."))
    return allow()


def can_be_published(answered: int, smallest: int) -> Verdict:
    if answered >= smallest:
        return allow()
    said = _("Fewer than %(smallest)d answered; such a result would tell of single people.")
    return deny(said % {"smallest": smallest})


def may_read(viewer: Viewer, state: str) -> bool:
    return state != Survey.State.DRAFT or viewer.has(*MAKING, *ENTERING)
