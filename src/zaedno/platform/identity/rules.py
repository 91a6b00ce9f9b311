"""What each stage may ask of a person, and until when a code opens. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

READ, EMAIL, ACCOUNT, ORGANISATION = "everybody", "email", "account", "organisation"
CODE_LIVES, CODE_TRIES = timedelta(minutes=30), 5
GUEST_HOURS = 24
KEPT_DAYS = 7

MISSING = {
    EMAIL: gettext_lazy("Confirm an e-mail address first. You need no account."),
    ACCOUNT: gettext_lazy("Sign in first: this needs an account."),
    ORGANISATION: gettext_lazy("Only confirmed representatives of organisations do this."),
}


def may(viewer: Viewer, who: str) -> Verdict:
    """The one rule of all stages: whether this person is known well enough for `who`."""
    if who == READ:
        return allow()
    if who == EMAIL:
        return allow() if viewer.somebody else forbid(MISSING[EMAIL], EMAIL)
    if not viewer.signed_in:
        return forbid(MISSING[ACCOUNT], ACCOUNT)
    if who == ORGANISATION and not viewer.represents:
        return forbid(MISSING[ORGANISATION])
    return allow()


def may_ask_code(letters_last_hour: int, most: int) -> Verdict:
    if letters_last_hour < most:
        return allow()
    return deny(_("Five letters went to this address within an hour. Look there, or wait a while."))


@dataclass(frozen=True)
class CodeFacts:
    until: datetime
    tries: int
    used: bool


def code_opens(code: CodeFacts | None, now: datetime) -> Verdict:
    if code is None or code.used:
        return deny(_("This code has been used. Ask for a new one."))
    if code.until <= now:
        return deny(_("This code has expired. Ask for a new one."))
    if code.tries >= CODE_TRIES:
        return deny(_("Too many wrong codes. Ask for a new one."))
    return allow()
