"""Who may write to whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

WRITERS = ("editor", "coordinator")
LETTERS_AN_HOUR = 3
CONFIRM_LIVES = timedelta(days=7)
MOST_BLOCKS = 20


@dataclass(frozen=True)
class LetterFacts:
    """What is known of a newsletter when somebody wants to change or send it."""

    state: str
    writer: bool
    blocks: int = 0
    lead: bool = False
    audience: int = 0


def may_write(viewer: Viewer) -> Verdict:
    if viewer.has(*WRITERS):
        return allow()
    return forbid(_("Newsletters are written by editors and coordinators."))


def may_change(facts: LetterFacts) -> Verdict:
    if not facts.writer:
        return forbid(_("Newsletters are written by editors and coordinators."))
    if facts.state == "draft":
        return allow()
    if facts.state == "planned":
        return deny(_("This newsletter is planned. Call it back first, then change it."))
    return deny(_("This newsletter has left the house; it stays as it was sent."))


def may_add_block(facts: LetterFacts) -> Verdict:
    if not (verdict := may_change(facts)):
        return verdict
    if facts.blocks >= MOST_BLOCKS:
        return deny(_("A newsletter has at most %(most)d parts.") % {"most": MOST_BLOCKS})
    return allow()


def may_plan(facts: LetterFacts, send_at: datetime, now: datetime) -> Verdict:
    if not (verdict := may_change(facts)):
        return verdict
    if not (facts.blocks or facts.lead):
        return deny(_("It says nothing yet: write a part first."))
    if facts.audience == 0:
        return deny(_("Nobody would get it: no subscriber belongs to these readers yet."))
    if send_at < now - timedelta(minutes=5):
        return deny(_("This moment has passed. Choose a later one."))
    return allow()


def may_call_back(facts: LetterFacts) -> Verdict:
    if not facts.writer:
        return forbid(_("Newsletters are written by editors and coordinators."))
    if facts.state == "planned":
        return allow()
    return deny(_("Only a planned newsletter can be called back; this one is not planned."))


def may_mail(*, asked_already: bool) -> bool:
    """So that nobody's mailbox is filled through us."""
    return not asked_already


def link_opens(*, genuine: bool, expired: bool = False) -> Verdict:
    if not genuine:
        return deny(_("This link opens nothing: the newsletters were ended, or it is incomplete."))
    if expired:
        return deny(_("This link has expired. Please ask for the newsletters once more."))
    return allow()
