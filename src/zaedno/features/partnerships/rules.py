"""Who may describe a model, and what a published one must say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

DESCRIBING = ("coordinator", "facilitator", "editor")
PUBLISHING = ("coordinator",)


@dataclass(frozen=True)
class ModelFacts:
    """`partner_gains` and `city_gains`: is the gain of that side stated in any language?"""

    state: str
    partner_gains: bool
    city_gains: bool


def may_describe(viewer: Viewer) -> Verdict:
    if viewer.has(*DESCRIBING):
        return allow()
    return forbid(_("Models are described by the coordinator, the facilitator and the editor."))


def both_gain(facts: ModelFacts) -> Verdict:
    """The rule of the whole catalogue: no model without a gain for both sides."""
    if not facts.partner_gains and not facts.city_gains:
        return deny(_("Say what each side gains: a model without a gain is not published."))
    if not facts.partner_gains:
        return deny(_("Say what the partner gains: both sides must gain."))
    if not facts.city_gains:
        return deny(_("Say what the city gains: both sides must gain."))
    return allow()


def may_publish(viewer: Viewer, facts: ModelFacts) -> Verdict:
    if not viewer.has(*PUBLISHING):
        return forbid(_("Models are published by the coordinator."))
    if facts.state == "published":
        return deny(_("This model is already published."))
    return both_gain(facts)


def may_revise(viewer: Viewer, before: ModelFacts, after: ModelFacts) -> Verdict:
    """What is published keeps both gains, also when it is corrected."""
    if not (ours := may_describe(viewer)):
        return ours
    return both_gain(after) if before.state == "published" else allow()
