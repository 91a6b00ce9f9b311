"""Who may follow, and what is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid

# Followed as a whole, though they are not things with a thread of their own.
WHOLES = ("cities.city", "cities.theme", "cities.district")
CITIZENS = ("account", "participant", "representative")
LETTERS_AN_HOUR = 3
# New ones are told by those they answer; whoever wrote one follows what it is about.
TOLD_OTHERWISE = ("discussion.comment",)
DEVICES = 10
MORNING = 7  # the hour, in the city, after which digests leave
RHYTHMS = ("now", "daily", "weekly", "never")
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


def known_rhythm(rhythm: str, *, blank: bool = False) -> Verdict:
    if rhythm in RHYTHMS or (blank and not rhythm):
        return allow()
    return deny(_("Choose one of the answers: how often should letters come?"))


def has_account(signed_in: bool) -> Verdict:
    return allow() if signed_in else forbid(_("Sign in to set this."))


def opens(genuine: bool) -> Verdict:
    """A link from a letter that speaks of everything its reader gets."""
    if genuine:
        return allow()
    return deny(_("This link no longer opens anything. Please open the one in the newest letter."))


def rhythm_of(follow: Any) -> str:
    """How often a reader hears of this one: its own rhythm, else the one for everything."""
    return str(follow.rhythm or follow.reader.rhythm)


def rank(what: str, station: str, tone: str, *, own: bool) -> int:
    """The order of a digest: 0 answers to what the reader wrote, 1 results, 2 decisions, 3 the new,
    4 other moves."""
    if what == "answer" or own:
        return 0
    if station == "result" or (what == "moved" and tone == "done" and station == "commitment"):
        return 1
    if station in ("decision", "answer"):
        return 2
    return 3 if what in ("new", "grew") else 4


def may_add_device(*, reachable: bool, others: int) -> Verdict:
    if not reachable:
        return deny(_("This browser's push service is not known on the open internet."))
    if others >= DEVICES:
        return deny(
            _("News are shown on %(most)d devices already. Remove one first.") % {"most": DEVICES}
        )
    return allow()


def no_such_device() -> Verdict:
    return deny(_("This device is not on your list any more."))


def worth_a_try(status: int, tries: int, most: int) -> bool:
    """Busy or not reached: later. Taken, gone, or refused for good: never again."""
    return tries <= most and (status in (0, 408, 429) or status >= 500)
