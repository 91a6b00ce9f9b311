"""Who takes in a method's template, and which one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.methods import numbers
from zaedno.features.workshops.rules.roles import as_planner

SHOWN = 8  # mistakes named at once; mending them shows the others


def may_take_in(
    viewer: Viewer, *, problems: Sequence[str], there: bool, version: str, newest: str
) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow() if not problems else deny(" ".join(problems[:SHOWN])),
        deny(_("This version is here already; a change needs a new version number."))
        if there
        else allow(),
        _newer(version, newest) if not problems else allow(),
    )


def _newer(version: str, newest: str) -> Verdict:
    if not newest or numbers(version) > numbers(newest):
        return allow()
    said = _("Version %(newest)s of this method is here; yours has to be a later one.")
    return deny(said % {"newest": newest})
