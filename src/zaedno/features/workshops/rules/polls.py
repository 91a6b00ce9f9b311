"""Who asks, who answers, who moderates, and which results are large enough to show."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.poll import FEWEST, Poll, Stance
from zaedno.features.workshops.models.replies import Reply
from zaedno.features.workshops.rules.boards import may_lead, may_scribe, may_set_up
from zaedno.features.workshops.rules.notes import SCRIBES

K, S = Poll.Kind, Poll.State
STATEMENT_LENGTH = 200
MODERATES = (*SCRIBES, "moderator")
LISTED = (K.MULTIPLE, K.RANKING, K.HUNDRED, K.MATRIX)  # their items are what people choose from
MOST_ITEMS = 20
MOST_WORDS = 10


def may_ask(kind: str, choices: int, items: int, most: int, right: int | None) -> Verdict:
    """A question one can answer: enough to choose from, and a quiz knows its right answer."""
    if kind in (K.SINGLE, K.QUIZ) and choices < 2:
        return deny(_("Write at least two answers, one on each line."))
    if kind in LISTED and not (1 if kind == K.MATRIX else 2) <= items:
        return deny(_("Write what people choose from, one on each line."))
    if max(choices, items) > MOST_ITEMS and kind != K.CONSENT:
        return deny(_("Ask about at most %(most)d things at once.") % {"most": MOST_ITEMS})
    if kind == K.QUIZ and not 1 <= (right or 0) <= choices:
        return deny(_("Say which answer is right: its number in the list."))
    if kind in (K.CLOUD, K.TEXT) and most > MOST_WORDS:
        return deny(_("Allow each person at most %(most)d answers.") % {"most": MOST_WORDS})
    return allow()


def may_open(viewer: Viewer, state: str, items: int, other: bool) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if state != S.PLANNED:
        return deny(_("The poll was opened already."))
    if not items:
        return deny(_("Add what is asked first."))
    if other:
        return deny(_("Another vote or poll is open. Close it first: one at a time."))
    return allow()


def may_close(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == S.OPEN else deny(_("The poll is not open."))


def may_publish(viewer: Viewer, state: str, published: bool) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if state != S.CLOSED:
        return deny(_("Close the poll first, then publish its result."))
    return deny(_("The result is published already.")) if published else allow()


def may_repeat(viewer: Viewer, state: str, later: bool, validated: bool) -> Verdict:
    if not (led := may_set_up(viewer, validated)):
        return led
    if state == S.PLANNED:
        return deny(_("The poll was not opened yet; there is nothing to repeat."))
    return deny(_("The next round is prepared already.")) if later else allow()


def may_answer(viewer: Viewer, state: str, admitted: bool) -> Verdict:
    if not admitted and not viewer.signed_in:
        return forbid(_("Sign in to answer."))
    if state == S.PLANNED:
        return deny(_("The poll is not open yet."))
    if state == S.CLOSED:
        return deny(_("The poll is closed; your answer was not counted and nothing changed."))
    if not admitted:
        return forbid(_("Those admitted to the workshop answer its polls."))
    return allow()


def may_tick(kind: str) -> Verdict:
    return deny(_("Answer in your own words.")) if kind in (K.CLOUD, K.TEXT) else allow()


def may_word(kind: str) -> Verdict:
    return allow() if kind == K.CLOUD else deny(_("This poll does not ask for single words."))


def may_reply(kind: str) -> Verdict:
    return allow() if kind == K.TEXT else deny(_("This poll does not ask for a text."))


def may_moderate(viewer: Viewer) -> Verdict:
    if not viewer.has(*MODERATES):
        return forbid(_("Answers are moderated by the moderator, facilitator or note-taker."))
    return allow()


def may_turn_reply(state: str, to: str) -> Verdict:
    if state == to:
        return deny(_("It is already: %(state)s.") % {"state": Reply.State(state).label})
    return allow()


def may_stop(kind: str, key: str) -> Verdict:
    if kind != K.CLOUD:
        return deny(_("Only a word cloud has a list of stopped words."))
    return allow() if key else deny(_("Write a word first."))


def may_see_result(viewer: Viewer, state: str, published: bool) -> bool:
    """After closing the leads see the counts, so as to decide; everybody after publishing."""
    return state == S.CLOSED and (published or bool(may_lead(viewer)))


def may_dissent(kind: str, value: int, text: str) -> Verdict:
    if kind != K.CONSENT:
        return deny(_("A reason can be added to statements of the shared vision only."))
    if value == int(Stance.AGREE):
        return deny(_("You agree with this statement; leave the reason against it empty."))
    return may_be_long(text)


def may_be_long(text: str) -> Verdict:
    if len(text) > STATEMENT_LENGTH:
        said = _("A statement has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": STATEMENT_LENGTH, "length": len(text)})
    return allow()


def may_enter(n: int, answered: int, counts: dict[str, int], could_answer: int | None) -> Verdict:
    """Counts from paper must add up."""
    if counts and sum(counts.values()) != n:
        said = _("The counts add up to %(sum)d, but %(n)d answered.")
        return deny(said % {"sum": sum(counts.values()), "n": n})
    if n > answered or (could_answer is not None and answered > could_answer):
        return deny(_("More people answered than could answer; check the numbers."))
    return allow()


def may_enter_words(viewer: Viewer, kind: str, state: str) -> Verdict:
    """Words and texts from paper come into a poll that was not opened here."""
    if kind not in (K.CLOUD, K.TEXT):
        return deny(_("This poll does not ask for a text."))
    if state != S.PLANNED:
        return may_scribe(viewer).and_then(deny(_("The poll was opened already.")))
    return may_scribe(viewer)


def may_state(viewer: Viewer, poll_kind: str, open_list: bool, state: str, text: str) -> Verdict:
    """The list of the vision stays open: whoever takes part may add a sentence to it."""
    if not viewer.signed_in:
        return forbid(_("Sign in to add a statement."))
    if poll_kind != K.CONSENT or (state == S.CLOSED and not open_list):
        return deny(_("This list is closed."))
    if not text:
        return deny(_("Write the statement first."))
    return may_be_long(text)


def large_enough(answers: int) -> bool:
    return answers >= FEWEST
