"""Who writes pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, forbid
from zaedno.core.viewer import Viewer

WRITERS = ("editor", "coordinator")


def may_write(viewer: Viewer) -> Verdict:
    if viewer.has(*WRITERS):
        return allow()
    return forbid(_("The editor or the coordinator writes pages."))
