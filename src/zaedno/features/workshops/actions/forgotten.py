"""A session that nobody closed: the schedule does what its facilitator would have done."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.workshops import letters
from zaedno.features.workshops.actions.boards import close_board
from zaedno.features.workshops.actions.consent import close_consent
from zaedno.features.workshops.actions.dots import close_voting
from zaedno.features.workshops.actions.polls import close_poll
from zaedno.features.workshops.actions.priorities import close_priorities
from zaedno.features.workshops.actions.questions import stop_questions
from zaedno.features.workshops.actions.rooms import close_rooms
from zaedno.features.workshops.actions.session import close_session
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import forgotten as queries
from zaedno.features.workshops.queries import people
from zaedno.features.workshops.rules import session as rules


@action("workshops.close_forgotten")
def close_forgotten(ctx: Ctx, *, event: Workshop) -> dict[str, int]:
    """Close what is open by the rules of each, then the session; the leads get a letter.

    Counts are kept and secrets are forgotten as at every closing; nothing is published, and the
    workshop itself stays for its facilitator to conclude.
    """
    event = Workshop.objects.select_for_update(of=("self",), no_key=True).get(
        pk=event.pk, city_id=ctx.city.pk
    )
    ensure(
        rules.may_close_forgotten(
            system=ctx.system, due=queries.due_at(ctx.viewer, event), now=ctx.now
        )
    )
    lead = replace(ctx, viewer=replace(ctx.viewer, roles=frozenset({"facilitator"})))
    closed = _close_what_is_open(lead, event)
    close_session(lead, workshop=event)
    told = letters.send(
        ctx, "forgotten", people.addresses_of_leads(lead.viewer), event=event, closed=closed
    )
    ctx.record(event, told=told, **closed)
    return closed


def _close_what_is_open(lead: Ctx, event: Workshop) -> dict[str, int]:
    """How many of each kind were closed."""
    deeds: dict[str, tuple[Any, str]] = {
        "votes": (close_voting, "voting"),
        "polls": (close_poll, "poll"),
        "consents": (close_consent, "round"),
        "priorities": (close_priorities, "priorities"),
        "boards": (close_board, "board"),
        "rooms": (close_rooms, "workshop"),
        "questions": (stop_questions, "workshop"),
    }
    closed: Counter[str] = Counter()
    for kind, row in queries.still_open(lead.viewer, event):
        deed, name = deeds[kind]
        deed(lead, **{name: row})
        closed[kind] += 1
    return dict(closed)
