"""Who carries a process out of an installation or into it, and what a file must be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

CARRYING = ("coordinator",)
LARGEST = 200 * 2**20  # bytes of the file as it is sent
LARGEST_OPEN = 2 * 2**30  # bytes of all that it holds
AT_ONCE = 2000  # rows that are written while somebody waits: a quarter of a second
AT_ONCE_OPEN = 2**20  # bytes, opened, that are read while somebody waits: about as many rows
DAYS_TOLD = 30  # what came of a file that was sent in


def may_carry(viewer: Viewer) -> Verdict:
    if viewer.has(*CARRYING):
        return allow()
    return forbid(_("The coordinator takes processes out and brings them in."))


def may_carry_still(viewer: Viewer | None) -> Verdict:
    """When a job begins: roles end and accounts are erased in the meantime."""
    if viewer is None:
        return deny(_("Whoever asked for it has no account here any more."))
    return may_carry(viewer)


def may_take(viewer: Viewer, state: str) -> Verdict:
    if not (verdict := may_carry(viewer)):
        return verdict
    if state == "waiting":
        return deny(_("The file is still being made."))
    if state != "done":
        return deny(_("There is no file of this process. Make it first."))
    return allow()


def may_send(viewer: Viewer, *, reading: bool) -> Verdict:
    """One file of a city is read at a time."""
    if not (verdict := may_carry(viewer)):
        return verdict
    if reading:
        return deny(_("Another file is being read. Send this one when it is done."))
    return allow()


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


def broken() -> str:
    """What is said when it is our fault."""
    return _("Something went wrong here, and nothing was done. The server's log says what.")


def stopped() -> str:
    return _("The server was stopped three times while it worked on this.")
