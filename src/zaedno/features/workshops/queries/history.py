"""What was done on the grouping, newest first, and which step a person may take back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Change
from zaedno.features.workshops.queries import boards


@dataclass(frozen=True)
class Steps:
    """One's own last step and one's own last step taken back, as buttons say them."""

    undo: Change | None
    redo: Change | None
    undo_words: str = ""
    redo_words: str = ""


def words(change: Change) -> str:
    """“moved 3 notes to C02 Open data”."""
    group = str(change.made) if change.made else _("without a group")
    if change.kind == Change.Kind.MOVE:
        count: int = change.count  # type: ignore[attr-defined]
        said = ngettext("%(n)d note moved: %(group)s", "%(n)d notes moved: %(group)s", count)
        return said % {"n": count, "group": group}
    if change.kind == Change.Kind.MERGE:
        merged = ", ".join(c.code for c in change.sources.all())
        return _("merged %(codes)s: %(group)s") % {"codes": merged, "group": group}
    if change.kind == Change.Kind.RENAME:
        told = {"old": change.kept_title, "new": change.title}
        return _("renamed: %(old)s → %(new)s") % told
    return _("new group: %(group)s") % {"group": group}


def steps(viewer: Viewer, workshop_id: int) -> Steps:
    """Undo takes one's own latest step that stands; redo the earliest taken back after it."""
    me = viewer.person.pk if viewer.person else None
    mine = [c for c in boards.changes(viewer, workshop_id) if c.by_id == me]
    standing = next((c for c in mine if c.undone_at is None), None)
    after = [c for c in mine if c.undone_at and (standing is None or c.pk > standing.pk)]
    redo = after[-1] if after else None
    return Steps(
        undo=standing,
        redo=redo,
        undo_words=words(standing) if standing else "",
        redo_words=words(redo) if redo else "",
    )
