"""Who may follow, and what is told."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid

# Followed as a whole, though they are not things with a thread of their own.
WHOLES = ("cities.city", "cities.theme", "cities.district")
LETTERS_AN_HOUR = 3
MENDERS = ("operator",)


@dataclass(frozen=True)
class LinkFacts:
    """What is known about a mailed link."""

    found: bool
    genuine: bool
    expired: bool = False


def may_follow(known: bool) -> Verdict:
    if known:
        return allow()
    return deny(_("This thing is not public, so it can't be followed."))


def link_opens(facts: LinkFacts) -> Verdict:
    if not facts.found:
        return deny(_("This link no longer opens anything: the news have already been ended."))
    if not facts.genuine:
        return deny(_("This link is incomplete. Please open it again from the letter."))
    if facts.expired:
        return deny(_("This link has expired. Please ask for the news once more."))
    return allow()


def may_write(*, asked_already: bool, others: int) -> bool:
    """So that nobody's mailbox is filled through us: both are counted within the hour."""
    return not asked_already and others < LETTERS_AN_HOUR


def may_mend(operator: bool) -> Verdict:
    return allow() if operator else forbid(_("Only the operator sees this page."))


def moved(*, before: str | None, now: str) -> bool:
    """A thing has moved when its state is another one than when it was last told about."""
    return before is None or before != now
