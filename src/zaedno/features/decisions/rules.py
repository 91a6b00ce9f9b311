"""Who records acts and deliveries, who checks, who publishes a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zaedno.core.partial_dates import When
from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

RECORDERS = ("coordinator", "editor")
READERS = ("moderator", "coordinator")
CHECKS_A_DAY = 5


@dataclass(frozen=True)
class DeliveryFacts:
    due: When
    done_on: date | None


def may_record(viewer: Viewer) -> Verdict:
    if viewer.has(*RECORDERS):
        return allow()
    return forbid(_("The coordinator or the editor records acts and deliveries."))


def is_new(recorded: bool) -> Verdict:
    if recorded:
        return deny(_("An act with this number and date is already recorded."))
    return allow()


def may_deliver(viewer: Viewer, facts: DeliveryFacts, *, day: date, today: date) -> Verdict:
    verdict = may_record(viewer)
    if not verdict:
        return verdict
    if facts.done_on:
        return deny(_("This delivery is already recorded as done."))
    if day > today:
        return deny(_("A delivery is recorded as done on a day that has passed."))
    return allow()


def may_delay(viewer: Viewer, facts: DeliveryFacts, *, new: When) -> Verdict:
    verdict = may_record(viewer)
    if not verdict:
        return verdict
    if facts.done_on:
        return deny(_("This delivery is already recorded as done."))
    if new <= facts.due:
        return deny(_("The new date must be later than the one in force."))
    return allow()


def may_check(viewer: Viewer, sent_today: int) -> Verdict:
    if not viewer.signed_in:
        return forbid(_("Sign in to say what you saw: one person, one voice."))
    if sent_today >= CHECKS_A_DAY:
        return deny(_("You have sent five checks today. Please come back tomorrow."))
    return allow()


def may_read(viewer: Viewer, state: str = "waiting") -> Verdict:
    """Publish or hide: a moderator, once."""
    if not viewer.has(*READERS):
        return forbid(_("A moderator reads checks before they are shown."))
    if state != "waiting":
        return deny(_("This check was already read."))
    return allow()


def may_answer(viewer: Viewer, state: str) -> Verdict:
    verdict = may_record(viewer)
    if verdict and state != "published":
        return deny(_("Only a published check is answered."))
    return verdict
