"""When a commitment or a decision grows out of a proposal, its duty is fulfilled."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.features.proposals.actions.answering import note_led

BINDING = ("commitments.commitment", "decisions.act")
KIND = "proposals.proposal"


def on_link(ctx: Ctx, event: Event) -> None:
    kind, _colon, ident = str(event.facts.get("source", "")).partition(":")
    if kind == KIND and event.subject_kind in BINDING and ident.isdigit():
        note_led(ctx, ident=int(ident))
