"""Who opens and closes a vote, and who may place how many dots."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.voting import MOST_DOTS, Voting
from zaedno.features.workshops.rules.boards import may_set_up


def may_open_voting(
    viewer: Viewer, *, validated: bool, voting_open: bool, notes: int, could_vote: int, dots: int
) -> Verdict:
    if not (led := may_set_up(viewer, validated)):
        return led
    if voting_open:
        return deny(_("A vote or poll is already open in this workshop."))
    if not notes:
        return deny(_("There are no notes to vote on yet."))
    if not could_vote:
        return deny(_("Nobody is admitted to this workshop yet, so nobody could vote."))
    if not 1 <= dots <= MOST_DOTS:
        return deny(_("Set between 1 and %(most)d dots.") % {"most": MOST_DOTS})
    return allow()


def may_close_voting(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_set_up(viewer, validated=False)):
        return led
    if state != Voting.State.OPEN:
        return deny(_("The vote is already closed."))
    return allow()


def may_vote(viewer: Viewer, state: str, on_roll: bool) -> Verdict:
    if not viewer.signed_in and not on_roll:
        return forbid(_("Sign in to place your dots."))
    if state != Voting.State.OPEN:
        return deny(_("The vote is closed; your dot was not counted and nothing changed."))
    if not on_roll:
        return forbid(_("Only those admitted before the vote opened place dots."))
    return allow()


def may_place(viewer: Viewer, state: str, on_roll: bool, left: int) -> Verdict:
    if not (open_to_me := may_vote(viewer, state, on_roll)):
        return open_to_me
    if left < 1:
        return deny(_("You have no dots left. Take one back to place it elsewhere."))
    return allow()


def may_take(viewer: Viewer, state: str, on_roll: bool, mine_here: int) -> Verdict:
    if not (open_to_me := may_vote(viewer, state, on_roll)):
        return open_to_me
    if not mine_here:
        return deny(_("You have no dot on this note."))
    return allow()


def may_lie_on(of_this_workshop: bool, note_state: str) -> Verdict:
    if not of_this_workshop or note_state != Note.State.SHOWN:
        return deny(_("This note is not part of the vote."))
    return allow()


def may_enter_results(viewer: Viewer, validated: bool) -> Verdict:
    return may_set_up(viewer, validated)


def may_enter_result(
    viewer: Viewer,
    *,
    validated: bool,
    known: bool,
    cast: int,
    dots: int,
    could_vote: int,
    did_vote: int,
) -> Verdict:
    """A count from paper must add up: nobody has more dots than the vote gave."""
    if not (led := may_enter_results(viewer, validated)):
        return led
    if not known:
        return deny(_("A counted note does not belong to this workshop."))
    if did_vote > could_vote:
        return deny(_("More people voted than could vote; check both numbers."))
    if cast > did_vote * dots:
        said = _("%(cast)d dots were counted, but %(voters)d voters have at most %(most)d.")
        return deny(said % {"cast": cast, "voters": did_vote, "most": did_vote * dots})
    return allow()


def dots_left(left: int, limit: int) -> str:
    """“3 of 5 dots left”, as it stands on the page and is said aloud."""
    said = ngettext("%(left)d of %(limit)d dots left", "%(left)d of %(limit)d dots left", left)
    return said % {"left": left, "limit": limit}


def ranked(sums: dict[int, tuple[int, int]]) -> list[int]:
    """Cluster ids by the sum of their notes' dots, most first; ties by the group's number.

    `sums` is {cluster id: (number, dots)}.

    >>> ranked({7: (1, 4), 8: (2, 9), 9: (3, 4)})
    [8, 7, 9]
    """
    return sorted(sums, key=lambda pk: (-sums[pk][1], sums[pk][0]))
