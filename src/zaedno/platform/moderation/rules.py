"""Who looks after what is written, who may object to a hiding, and who decides then."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.moderation.models import Hiding

MODERATING = ("moderator", "coordinator")


def may_moderate(viewer: Viewer) -> Verdict:
    if viewer.has(*MODERATING):
        return allow()
    return forbid(_("Moderators look after what is written here."))


def may_appeal(own: bool, hiding: Hiding | None) -> Verdict:
    if not own:
        return forbid(_("Only its author objects to a hiding."))
    if hiding is None or hiding.ruling:
        return deny(_("There is nothing to object to here."))
    if hiding.appealed_at:
        return deny(_("Your objection was received; a second moderator decides."))
    return allow()


def may_rule(viewer: Viewer, hiding: Hiding | None, alias: str) -> Verdict:
    """The second opinion is never that of the person who hid it."""
    if not (may := may_moderate(viewer)):
        return may
    if hiding is None or not hiding.appealed_at or hiding.ruling:
        return deny(_("No objection waits here."))
    if hiding.by == alias:
        return deny(_("You hid it yourself: another person decides on the objection."))
    return allow()
