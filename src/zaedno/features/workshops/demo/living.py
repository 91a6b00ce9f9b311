"""Loads what is open and coming on the day the demo is loaded, and who wants to take part."""

from __future__ import annotations

from datetime import time

from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.core.partial_dates import When
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions import balance, interests, run
from zaedno.features.workshops.actions.asking import ask_interested
from zaedno.features.workshops.actions.interests import Application
from zaedno.features.workshops.actions.minutes import issue_minutes
from zaedno.features.workshops.demo.events import (
    body,
    call,
    event_of,
    kind_id,
    moment,
    set_balance,
)
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.queries.interests import themes_of
from zaedno.platform.forms.demo import answers_of, written
from zaedno.platform.forms.models import Question
from zaedno.platform.people.queries import kinds

CALLED, INVITED = -10, -8
INVITATION = "sample-association"  # the organisation of the demo's representative
ANSWERS = {
    "acknowledged": interests.acknowledge,
    "accepted": interests.accept,
    "waitlisted": interests.waitlist,
    "declined_with_reason": interests.decline,
}


def load(demo: DemoLoad) -> None:
    for row in demo.rows("living", "events"):
        if row.need("kind") == "open_board":
            _open_board(demo, row)
        else:
            _coming(demo, row)
    asked = dict(_asked(demo, row) for row in demo.rows("living", "interest_questions"))
    for row in demo.rows("living", "expressions_of_interest"):
        _interest(demo, row, asked.get(row.need("event"), {}))
    _minutes(demo)


def _minutes(demo: DemoLoad) -> None:
    """Given out once more: what grew from the groups since then stands in them too."""
    staff = demo.ctx("coordinator")
    for row in demo.rows("events"):
        with demo.at(demo.day(CALLED)):
            issue_minutes(staff, event=event_of(demo, row.need("id")))


def _open_board(demo: DemoLoad, row: Row) -> None:
    opens, closes = int(row.need("opens_in_days")), int(row.need("closes_in_days"))
    with demo.at(demo.day(CALLED)):
        event = call(
            demo,
            row,
            When.day(demo.day(opens)),
            opens_at=moment(demo, opens, time(0, 0)),
            closes_at=moment(demo, closes, time(23, 59)),
        )
    if opens <= 0:
        with demo.at(demo.day(opens), "00:00"):
            run.start(demo.ctx("facilitator"), event=event)


def _coming(demo: DemoLoad, row: Row) -> None:
    starts = int(row.need("starts_in_days"))
    hour = time.fromisoformat(row.get("agenda_start", "14:00"))
    with demo.at(demo.day(CALLED)):
        event = call(demo, row, When.day(demo.day(starts)), starts_at=moment(demo, starts, hour))
        set_balance(demo, event, row.get("balance", []))
    with demo.at(demo.day(INVITED)):
        invited = [body(demo, row, INVITATION)]
        balance.invite(demo.ctx("coordinator"), event=event, organisations=invited)


def _asked(demo: DemoLoad, row: Row) -> tuple[str, dict[str, Question]]:
    """What an event asks of those who apply, written before the first of them came."""
    with demo.at(demo.day(CALLED)):
        event = event_of(demo, row.need("event"))
        form = ask_interested(demo.ctx("coordinator"), event=event)
        return row["event"], written(demo, form, row.need("pages"))


def _interest(demo: DemoLoad, row: Row, asked: dict[str, Question]) -> None:
    """Sent by a browser without an account; the mailbox is a role mailbox of the demo."""
    organisation = body(demo, row, row.need("organisation"))
    staff = demo.ctx("coordinator")
    application = Application(
        organisation_name=str(organisation.name),
        kind=kinds(staff.viewer).get(pk=kind_id(demo, row)),
        contribution=row.texts("what_we_can_contribute"),
        mailbox=f"{row['organisation']}@demo.example",
        themes=themes_of(staff.viewer, row.get("themes", [])),
        consent_processing=True,
        consent_listing=True,
    )
    with demo.at(demo.day(int(row.need("received_in_days"))), "09:00"):
        sent = interests.express_interest(
            Ctx(viewer=Viewer(city=staff.city, visitor="demo", lang="bg")),
            event=event_of(demo, row.need("event")),
            application=application,
            organisation=organisation,
            answers=answers_of(row, asked),
            mark=row.mark,
        )
    demo.remember(row.need("id"), sent)
    if row.need("state") != "received":
        _answer(demo, row, sent)


def _answer(demo: DemoLoad, row: Row, sent: Interest) -> None:
    if row["state"] not in ANSWERS:
        raise row.fail("state", _("is no answer to an expression of interest"))
    reasoned = {"reason": row.texts("answer")} if row.get("answer") else {}
    with demo.at(demo.day(int(row.need("answered_in_days")))):
        ANSWERS[row["state"]](demo.ctx("coordinator"), interest=sent, **reasoned)
