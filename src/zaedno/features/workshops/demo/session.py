"""Opens the session of the coming workshop, so that its screens can be tried at once."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad
from zaedno.features.workshops.actions import boards, session
from zaedno.features.workshops.demo.events import event_of
from zaedno.features.workshops.queries import events


def load(demo: DemoLoad) -> None:
    lead = demo.ctx("facilitator")
    for row in demo.rows("living", "events"):
        if row.need("kind") == "open_board":
            continue
        workshop = event_of(demo, row.need("id"))
        kinds = [kind for item in events.agenda(lead.viewer, workshop) for kind in item.boards]
        if kinds:
            boards.set_up_boards(lead, workshop=workshop, kinds=kinds)
            session.open_session(lead, workshop=workshop)
