"""Who draws the room's maps, and what may hang on what."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.maps import TreeNode
from zaedno.features.workshops.rules.boards import may_lead, may_scribe, may_still_change
from zaedno.features.workshops.rules.notes import may_say

P = TreeNode.Part
HANGS_ON = {P.CAUSE: (P.PROBLEM, P.CAUSE), P.EFFECT: (P.PROBLEM, P.EFFECT)}


def may_draw(viewer: Viewer, validated: bool) -> Verdict:
    return may_scribe(viewer).and_then(may_still_change(validated))


def may_grow(part: str, parent: str, text: str) -> Verdict:
    """A problem stands alone; causes hang on it or on causes, effects on it or on effects."""
    if part == P.PROBLEM:
        return deny(_("A problem hangs on nothing.")) if parent else may_say(text)
    if not parent:
        return deny(_("Say of which problem, cause or effect it comes."))
    if P(parent) not in HANGS_ON[P(part)]:
        said = _("A cause hangs on the problem or a cause, an effect on the problem or an effect.")
        return deny(said)
    return may_say(text)


def may_turn_into_goals(part: str, said: Mapping[int, tuple[str, Mapping[str, str]]]) -> Verdict:
    """`said` holds each part's own words and its wording as a goal: none may be missing."""
    if part != P.PROBLEM:
        return deny(_("Begin with the problem: its whole tree is turned."))
    for words, goal in said.values():
        if not goal:
            return deny(_("Say as a goal, too: “%(words)s”") % {"words": words})
        if not (verdict := may_say(max(goal.values(), key=len))):
            return verdict
    return allow()


def may_rate(viewer: Viewer, power: int, interest: int) -> Verdict:
    if not (scribe := may_scribe(viewer)):
        return scribe
    if not (1 <= power <= 5 and 1 <= interest <= 5):
        return deny(_("A rating is a number from 1 to 5."))
    return allow()


def may_publish(viewer: Viewer, rated: int, published: bool, wanted: bool) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if wanted == published:
        return deny(_("It is so already."))
    return allow() if rated or not wanted else deny(_("Nothing is rated yet."))
