"""Who groups notes, until when, and what taking a change back may still touch."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules.boards import may_still_change
from zaedno.features.workshops.rules.notes import SCRIBES

TITLE_LENGTH = 80


@dataclass(frozen=True)
class Moved:
    """One note of a change: where the change put it, where it is now, who moved it since."""

    note_id: int
    source_id: int | None
    target_id: int | None
    now_id: int | None
    moved_since: bool


def may_group(viewer: Viewer, validated: bool) -> Verdict:
    if not viewer.has(*SCRIBES):
        return forbid(_("Notes are grouped by the facilitator together with the room."))
    return may_still_change(validated)


def may_name(title: str) -> Verdict:
    if not title:
        return deny(_("Give the group a name."))
    if len(title) > TITLE_LENGTH:
        said = _("A group's name has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": TITLE_LENGTH, "length": len(title)})
    return allow()


def clean_title(title: str) -> str:
    return " ".join(unicodedata.normalize("NFC", title).split())


def may_pair(notes: int, together: bool) -> Verdict:
    """Two different notes that are shown and do not lie together yet."""
    if notes != 2:
        return deny(_("One of the two notes is gone."))
    return deny(_("The two notes are in one group already.")) if together else allow()


def may_merge(count: int, all_live: bool) -> Verdict:
    if count < 2:
        return deny(_("Choose at least two groups to merge."))
    if not all_live:
        return deny(_("One of these groups was merged in the meantime. Open the page again."))
    return allow()


def may_receive(live: bool) -> Verdict:
    if not live:
        return deny(_("This group is no longer in use. Open the page again."))
    return allow()


def may_undo(undone: bool) -> Verdict:
    if undone:
        return deny(_("This change is already taken back."))
    return allow()


def may_redo(undone: bool) -> Verdict:
    if not undone:
        return deny(_("This change stands already."))
    return allow()


def may_put_name_back(unchanged: bool) -> Verdict:
    if not unchanged:
        return deny(_("The group was renamed again since; its present name stays."))
    return allow()


def may_merge_again(all_live: bool) -> Verdict:
    if not all_live:
        return deny(_("One of these groups is no longer in use, so they can't be merged again."))
    return allow()


def may_move_again(still: int, live: bool) -> Verdict:
    if not live:
        return may_receive(live)
    if not still:
        return deny(_("These notes were moved elsewhere since; they stay where they are."))
    return allow()


def goes_back(moves: list[Moved], successors: set[int]) -> list[Moved]:
    """The notes that taking a change back still concerns.

    A note went on when somebody moved it since by hand. A later merge does not count as that:
    the note is then found in the group that took over (`successors`).
    """
    return [
        m
        for m in moves
        if not m.moved_since and (m.now_id == m.target_id or m.now_id in successors)
    ]
