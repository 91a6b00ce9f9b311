"""Which sides of a SWOT meet in which strategy."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.pairs import STRATEGY_LENGTH, Strategy
from zaedno.features.workshops.rules.boards import may_scribe, may_still_change

K, Q = Board.Kind, Strategy.Quadrant
INNER = (K.STRENGTH, K.WEAKNESS)
OUTER = (K.OPPORTUNITY, K.THREAT)
MEETS = {
    (K.STRENGTH, K.OPPORTUNITY): Q.SO,
    (K.WEAKNESS, K.OPPORTUNITY): Q.WO,
    (K.STRENGTH, K.THREAT): Q.ST,
    (K.WEAKNESS, K.THREAT): Q.WT,
}


def quadrant(inner: str, outer: str) -> Strategy.Quadrant | None:
    """Where two boards meet; None when they are not an inner and an outer one.

    >>> quadrant("strength", "threat"), quadrant("threat", "strength")
    (Strategy.Quadrant.ST, None)
    """
    return MEETS.get((K(inner), K(outer)))


def may_plan(viewer: Viewer, validated: bool) -> Verdict:
    return may_scribe(viewer).and_then(may_still_change(validated))


def may_meet(found: Strategy.Quadrant | None, text: str) -> Verdict:
    if found is None:
        said = _("Pair a strength or a weakness with an opportunity or a threat.")
        return deny(said)
    if not text:
        return deny(_("Write the strategy first."))
    if len(text) > STRATEGY_LENGTH:
        said = _("A strategy has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": STRATEGY_LENGTH, "length": len(text)})
    return allow()
