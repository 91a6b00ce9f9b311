"""What may not be said, what moderators read first, who objects to a hiding and who decides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.algorithms import personal_data, words
from zaedno.core.verdict import Sentence, Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.moderation.models import Hiding, Screening

MODERATING = ("moderator", "coordinator")
WORDS, WORD_LENGTH = 200, 40
LINK = re.compile(r"https?://|www\.", re.I)
DATA: dict[str, Sentence] = {
    personal_data.IDENTITY_NUMBER: gettext_lazy(
        "Take out “%(found)s”: a national identity number must never be published."
    ),
    personal_data.PHONE: gettext_lazy("Take out the telephone number “%(found)s”."),
    personal_data.EMAIL: gettext_lazy("Take out the e-mail address “%(found)s”."),
}


def holds_no_personal_data(*said: str) -> Verdict:
    """Asked before anything is published; what was found is named so that it can be taken out."""
    for text in said:
        found = next(iter(personal_data.findings(text)), None)
        if found:
            return deny(DATA[found.kind] % {"found": text[found.start : found.end]})
    return allow()


def links(text: str) -> int:
    return len(LINK.findall(text))


def shape(text: str) -> str:
    """A text without what differs when it is sent again: case, spaces and signs."""
    return "".join(sign for sign in text.casefold() if sign.isalnum()) or text.strip()


def hints(text: str, insults: Iterable[str] = (), before: Iterable[str] = ()) -> list[Sentence]:
    """What a moderator should look at first; a hint never hides anything by itself."""
    told: list[Sentence] = []
    if personal_data.findings(text):
        told.append(_("It seems to hold personal data."))
    if found := insulting(text, insults):
        told.append(_("A word of the list: %(words)s.") % {"words": ", ".join(found)})
    if links(text):
        told.append(_("It holds links."))
    if shape(text) in {shape(one) for one in before}:
        told.append(_("Somebody wrote the same here already."))
    return told


def insulting(text: str, insults: Iterable[str]) -> list[str]:
    """The words of a text that are forms of a word of the list, as they were written."""
    listed = {key for word in insults for key in words.keys(word)}
    found = [word for word in words.words(text) if listed & words.keys(word)]
    return list(dict.fromkeys(found))


def must_wait(viewer: Viewer, screening: str, hinted: Collection[Sentence]) -> bool:
    """Whether a moderator reads it before everybody; their own words need no second reader."""
    if viewer.has(*MODERATING):
        return False
    return screening == Screening.ALL or (screening == Screening.HINTS and bool(hinted))


def may_moderate(viewer: Viewer) -> Verdict:
    if viewer.has(*MODERATING):
        return allow()
    return forbid(_("Moderators look after what is written here."))


def may_approve(viewer: Viewer, waits: bool) -> Verdict:
    if not (may := may_moderate(viewer)):
        return may
    return allow() if waits else deny(_("It does not wait for a moderator any more."))


def can_list(found: Collection[str]) -> Verdict:
    if len(found) > WORDS:
        return deny(_("At most %(most)d words.") % {"most": WORDS})
    for word in found:
        if len(word) > WORD_LENGTH or words.words(word) != [word.casefold()]:
            return deny(_("“%(word)s” is not one word.") % {"word": word[:WORD_LENGTH]})
    return allow()


def may_appeal(own: bool, hiding: Hiding | None) -> Verdict:
    if not own:
        return forbid(_("Only its author objects to a hiding."))
    if hiding is None or hiding.ruling:
        return deny(_("There is nothing to object to here."))
    if hiding.appealed_at:
        return deny(_("Your objection was received; a second moderator decides."))
    return allow()


def may_rule(viewer: Viewer, hiding: Hiding | None, alias: str, *, own: bool) -> Verdict:
    """The second opinion is never that of the person who hid it, nor of who wrote it."""
    if not (may := may_moderate(viewer)):
        return may
    if hiding is None or not hiding.appealed_at or hiding.ruling:
        return deny(_("No objection waits here."))
    if hiding.by == alias:
        return deny(_("You hid it yourself: another person decides on the objection."))
    if own:
        return deny(_("You wrote it yourself: another person decides on the objection."))
    return allow()
