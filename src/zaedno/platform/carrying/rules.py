"""Who carries a process out of an installation or into it, and what a file must be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

CARRYING = ("coordinator",)
LARGEST = 200 * 2**20  # bytes of the file as it is sent
LARGEST_OPEN = 2 * 2**30  # bytes of all that it holds


def may_carry(viewer: Viewer) -> Verdict:
    if viewer.has(*CARRYING):
        return allow()
    return forbid(_("The coordinator takes processes out and brings them in."))


def may_settle(viewer: Viewer, slug: str, taken: set[str]) -> Verdict:
    """Nothing is written over: a process comes in once."""
    if slug in taken:
        return deny(
            _("There is a process with the address “%(slug)s” here already.") % {"slug": slug}
        )
    return allow()


def may_open(size: int, opened: int) -> Verdict:
    if size > LARGEST or opened > LARGEST_OPEN:
        return deny(_("The file is too large: at most 200 MB, and 2 GB when opened."))
    return allow()
