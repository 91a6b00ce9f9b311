"""Who has a second factor, and who asks for it. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.rules import ACCOUNT, MISSING, may_set

FACTOR_TRIES = 10  # in an hour


def may_have_factor(viewer: Viewer) -> Verdict:
    """One's own alone: a clerk at the counter sees and sets nobody else's."""
    if viewer.clerk is not None:
        return forbid(_("This is not done for somebody else at the counter."))
    return allow() if viewer.signed_in else forbid(MISSING[ACCOUNT], ACCOUNT)


def may_confirm_factor(already: bool) -> Verdict:
    return deny(_("Your second factor is on already.")) if already else allow()


def may_try_factor(tries: int) -> Verdict:
    if tries < FACTOR_TRIES:
        return allow()
    return deny(_("Too many wrong codes. Wait an hour, or use the app on another device."))


def may_require_factor(viewer: Viewer, *, own: bool) -> Verdict:
    if not (ours := may_set(viewer)):
        return ours
    if not own:
        return deny(_("Set up your own second factor first, so that you do not lock yourself out."))
    return allow()
