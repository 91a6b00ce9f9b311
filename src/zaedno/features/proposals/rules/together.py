"""Who writes along, who proposes other words and who takes them; whose consent a move needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.together import Amendment, CoAuthor, Move
from zaedno.features.proposals.rules.proposal import (
    ANSWERING,
    SUBMIT,
    Facts,
    may_say,
    says_no_data,
)
from zaedno.platform.processes.rules import may_take_part

MOST_AUTHORS, INVITED_A_DAY = 10, 10
FEWEST_PARTS, MOST_PARTS = 2, 5


@dataclass(frozen=True)
class Invited:
    """How many are asked already, in all and today."""

    all: int
    today: int


def may_invite(viewer: Viewer, facts: Facts, asked: Invited) -> Verdict:
    if not facts.own or not viewer.signed_in:
        return forbid(_("Only its author invites others to write along."))
    if facts.state != Proposal.State.DRAFT:
        return deny(_("Authors are invited while it is a draft."))
    if asked.all >= MOST_AUTHORS:
        return deny(_("A proposal has at most ten co-authors."))
    if asked.today >= INVITED_A_DAY:
        return deny(_("You invited ten people within a day. Please go on tomorrow."))
    return allow()


def may_join(state: str) -> Verdict:
    if state == CoAuthor.State.INVITED:
        return allow()
    if state == CoAuthor.State.ACTIVE:
        return deny(_("You write along already."))
    return deny(_("You answered this invitation already."))


def may_leave(facts: Facts) -> Verdict:
    if facts.coauthor:
        return allow()
    return forbid(_("Only a co-author leaves."))


def may_amend(viewer: Viewer, facts: Facts) -> Verdict:
    """Whoever may propose in the stage may propose other words, with an account."""
    if facts.ours:
        return deny(_("It is yours: change its words yourself."))
    if facts.state != Proposal.State.PUBLISHED:
        return deny(_("This proposal is not public any more."))
    if facts.answered:
        return deny(_("The city answered it already; its words stay."))
    if not viewer.signed_in:
        return forbid(_("Sign in to propose other words: their author has to be reached."))
    return may_take_part(viewer, facts.stage, SUBMIT, facts.now)


def can_amend(old: tuple[str, str], new: tuple[str, str], why: str, open_one: bool) -> Verdict:
    if open_one:
        return deny(_("Your earlier change waits for the author. Take it back first."))
    if old == new:
        return deny(_("These are the words it has already."))
    if not why:
        return deny(_("Say in one sentence why the words should change."))
    return first_refusal(may_say(*new), says_no_data(why))


def may_settle(facts: Facts, state: str, same_base: bool, accept: bool) -> Verdict:
    """The authors take the words over, or decline them, while the city has not answered."""
    if not facts.ours:
        return forbid(_("Only the authors decide on a change of their words."))
    if state != Amendment.State.OPEN:
        return deny(_("This change is decided already."))
    if facts.state != Proposal.State.PUBLISHED or facts.answered:
        return deny(_("The words of this proposal stay as they are now."))
    if accept and not same_base:
        return deny(_("The words changed since this was written. Ask its author to write it anew."))
    return allow()


def may_take_back(own: bool, state: str) -> Verdict:
    if not own:
        return forbid(_("Only who wrote the change takes it back."))
    if state != Amendment.State.OPEN:
        return deny(_("This change is decided already."))
    return allow()


def can_move(
    kind: str, facts: Sequence[Facts], same: bool, parts: Sequence[tuple[str, str]]
) -> Verdict:
    """What no consent makes possible."""
    if same:
        return deny(_("A proposal is not merged into itself."))
    if any(one.state != Proposal.State.PUBLISHED for one in facts):
        return deny(_("Only public proposals are merged or split."))
    if any(one.answered for one in facts):
        return deny(_("It is answered already."))
    if kind == Move.Kind.SPLIT:
        if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
            return deny(_("A proposal is split into two to five parts."))
        return first_refusal(*(may_say(title, text) for title, text in parts))
    return allow()


def may_move(viewer: Viewer, facts: Facts) -> Verdict:
    if not viewer.has(*ANSWERING):
        return forbid(_("The coordinator merges and splits proposals, with the authors' consent."))
    return can_move(Move.Kind.MERGE, [facts], False, [])


def has_word(unreachable: int, word: str) -> Verdict:
    """Somebody without an account cannot click; how they agreed is then written down."""
    if unreachable and not word.strip():
        return deny(_("One of the authors has no account here: write how they agreed."))
    return says_no_data(word)


def may_consent(ours: bool, state: str) -> Verdict:
    if not ours:
        return forbid(_("Only the authors agree to this."))
    if state != Move.State.ASKED:
        return deny(_("This is settled already."))
    return allow()


def has_reason(reason: str) -> Verdict:
    if reason.strip():
        return says_no_data(reason)
    return deny(_("Say why, in one sentence."))
