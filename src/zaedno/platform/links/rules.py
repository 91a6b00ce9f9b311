"""Who may end a tie."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.links.models import Link

STAFF = ("coordinator", "editor")


@dataclass(frozen=True)
class TieFacts:
    staff: bool
    ended: bool
    reason: str


def facts_of(viewer: Viewer, tie: Link, reason: str = "-") -> TieFacts:
    """`reason` is unknown while the button is drawn; then any will do."""
    return TieFacts(viewer.has(*STAFF), tie.ended_at is not None, reason.strip())


def may_unlink(facts: TieFacts) -> Verdict:
    if not facts.staff:
        return forbid(_("Only the coordinator or an editor ends a tie between two things."))
    if facts.ended:
        return deny(_("This tie has already been ended."))
    if not facts.reason:
        return deny(_("Please say why the tie is ended: the reason stays readable."))
    return allow()
