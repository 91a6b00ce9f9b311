"""Who opens, closes and freezes boards."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.rules.notes import LEADS, SCRIBES

S = Board.State
MOST_COLUMNS = 16
MOVES = {
    S.OPEN: {S.PLANNED, S.CLOSED},
    S.CLOSED: {S.OPEN},
    S.FROZEN: {S.OPEN, S.CLOSED, S.PLANNED},
}


def may_lead(viewer: Viewer) -> Verdict:
    if not viewer.has(*LEADS):
        return forbid(_("The boards are led by the facilitator."))
    return allow()


def may_scribe(viewer: Viewer) -> Verdict:
    if not viewer.has(*SCRIBES):
        return forbid(_("Paper sheets are entered by the note-taker."))
    return allow()


def may_set_up(viewer: Viewer, validated: bool) -> Verdict:
    return may_lead(viewer).and_then(may_still_change(validated))


def may_rename_column(viewer: Viewer, kind: str, validated: bool) -> Verdict:
    if not (led := may_set_up(viewer, validated)):
        return led
    if kind != Board.Kind.OWN:
        return deny(_("Boards of the method keep their names; only own columns are renamed."))
    return allow()


def may_add_column(viewer: Viewer, columns: int, validated: bool) -> Verdict:
    if not (led := may_set_up(viewer, validated)):
        return led
    if columns >= MOST_COLUMNS:
        return deny(_("A workshop has at most %(most)d columns.") % {"most": MOST_COLUMNS})
    return allow()


def may_still_change(validated: bool) -> Verdict:
    if validated:
        return deny(_("The result of the workshop is validated; its notes stay as they are."))
    return allow()


def may_turn(viewer: Viewer, state: str, to: str) -> Verdict:
    """The table of moves between a board's states."""
    if not (led := may_lead(viewer)):
        return led
    if S(state) in MOVES[S(to)]:
        return allow()
    return deny(_("The board is already: %(state)s.") % {"state": S(state).label})


def may_freeze(viewer: Viewer, states: list[str], voting_open: bool) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if voting_open:
        return deny(_("Close the vote first, then freeze the boards."))
    if not states:
        return deny(_("There is no board to freeze."))
    if all(state == S.FROZEN for state in states):
        return deny(_("The boards are already frozen."))
    return allow()
