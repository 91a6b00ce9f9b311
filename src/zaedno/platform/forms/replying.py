"""What stands between a draft and a reply that counts. Pure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny
from zaedno.platform.forms.logic import Outline, missing
from zaedno.platform.forms.models import Reply


def may_change(state: str) -> Verdict:
    return is_first(state != Reply.State.DRAFT)


def is_known(token: str) -> Verdict:
    """Without an account the browser is told apart by its cookie."""
    if token:
        return allow()
    return deny(_("Your browser keeps no cookies, so the answers could not be kept. Allow them."))


def is_first(replied: bool) -> Verdict:
    if replied:
        return deny(_("You have replied already; one reply each counts."))
    return allow()


def is_begun(reply: Reply | None) -> Verdict:
    return allow() if reply is not None else deny(_("There is nothing to send yet."))


def is_whole(outline: Outline, answers: dict[str, Any]) -> Verdict:
    left = missing(outline, answers)
    if not left:
        return allow()
    number, question = left[0]
    said = _("On page %(number)d an answer is still needed: “%(question)s”")
    return deny(said % {"number": number, "question": question})


def is_free(sheet: str, taken: bool) -> Verdict:
    if not sheet:
        return deny(_("Write the number of the sheet."))
    if taken:
        return deny(_("Sheet %(number)s is entered already.") % {"number": sheet})
    return allow()


def may_approve(waits: bool, by_others: bool) -> Verdict:
    """A second person looks: whoever typed it in sees what they meant, not what stands there."""
    if waits and not by_others:
        return deny(_("You typed this in yourself. Somebody else compares it and lets it count."))
    return allow()


def may_review(reply: Reply | None) -> Verdict:
    if reply is not None and reply.state == Reply.State.WAITING:
        return allow()
    return deny(_("This sheet waits for no second look; it counts already."))
