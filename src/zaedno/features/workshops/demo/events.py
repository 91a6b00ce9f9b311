"""Loads the events of the demo file up to the day they were held; results come after the boards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.features.workshops.actions import attendance, balance, plan, run
from zaedno.features.workshops.actions.balance import Wanted
from zaedno.features.workshops.actions.plan import Announcement
from zaedno.features.workshops.choices import Method, Output
from zaedno.features.workshops.methods import Part, Template, newest
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events
from zaedno.platform.people.models import Organisation
from zaedno.platform.people.queries import organisations

CALLED = "2020-12-15"
SLUGS = {
    "W1": "needs-assessment-2021",
    "W2": "solution-maturity-2021",
    "W3": "barriers-to-participation",
    "W4": "barriers-workshop",
}


def load(demo: DemoLoad) -> None:
    """Call both workshops, say who was wanted, hold the first one."""
    for row in demo.rows("events"):
        with demo.at(CALLED):
            event = call(demo, row, planned(row))
            set_balance(demo, event, row.get("balance", []))
    for row in demo.rows("events"):
        if row.get("participants"):
            hold(demo, row)


def hold(demo: DemoLoad, row: Row) -> Workshop:
    """Begin on the actual date, as exact as the source, and note who came."""
    event = event_of(demo, row.need("id"))
    held = row.when("held_on")
    assert held is not None
    with demo.at(held, row.get("agenda_start", "14:00")):
        event = run.start(demo.ctx("facilitator"), event=event, held=held)
        came = bodies(demo, row, row.get("participants", []))
        if came:
            attendance.note_attendance(
                demo.ctx("notetaker"), event=event, came=came, listed=came, mark=row.mark
            )
    return event


def call(
    demo: DemoLoad,
    row: Row,
    date: When | None,
    *,
    starts_at: datetime | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> Workshop:
    announcement = Announcement(
        title=row.texts("title"),
        planned=date,
        starts_at=starts_at,
        opens_at=opens_at,
        closes_at=closes_at,
        format=row.get("format", "online"),
        series=row.get("series", ""),
        languages=tuple(row.get("language", ["bg"])),
        access=tuple(row.get("access", [])),
        question=row.texts("question"),
        hint=row.texts("hint"),
        next=row.texts("next"),
        audience=row.texts("audience"),
        account_needed=bool(row.get("account_needed", False)),
    )
    event = plan.call(
        demo.ctx("coordinator"),
        template=template_of(row),
        announcement=announcement,
        host=body(demo, row, row["host"]) if row.get("host") else None,
        input_from=event_of(demo, row["input_from"]) if row.get("input_from") else None,
        slug=SLUGS.get(row.need("id"), ""),
        mark=row.mark,
        agenda_mark="illustrative",
        agenda=[part(item) for item in row["agenda"]] if row.get("agenda") else None,
        objectives=_objectives(row),
    )
    demo.remember(row["id"], event)
    return event


def set_balance(demo: DemoLoad, event: Workshop, rows: Iterable[Row]) -> None:
    lines = {
        kind_id(demo, row): Wanted(
            wanted=int(row.need("wanted")),
            invited=int(row.need("invited")),
            accepted=int(row.need("accepted")),
            came=row.get("came"),
            came_people=row.get("came_people"),
        )
        for row in rows
    }
    if lines:
        ctx = demo.ctx("coordinator")
        balance.set_balance(ctx, event=event, lines=lines, mark="illustrative")


def template_of(row: Row) -> Template:
    found = next((t for t in newest() if t.kind == row.need("kind")), None)
    if found is None:
        raise row.fail("kind", _("is no kind of event"))
    return found


def planned(row: Row) -> When | None:
    """The announcement's date; where the file has none, the event kept its date."""
    return row.when("planned_for") or row.when("held_on")


def part(row: Row) -> Part:
    for name, known in (("method", Method.values), ("output", [None, *Output.values])):
        if row.get(name) not in known:
            raise row.fail(name, _("is no word that an agenda knows"))
    boards = tuple(row.get("boards", ()))
    if not set(boards) <= set(Board.Kind.values):
        raise row.fail("boards", _("names no board"))
    return Part(
        minutes=int(row.need("min")),
        method=row["method"],
        title=row.texts(),
        output=row.get("output") or "",
        boards=boards,
        rooms=row.get("rooms"),
        dots=row.get("dots_per_participant"),
    )


def _objectives(row: Row) -> list[Texts] | None:
    return [item.texts() for item in row["objectives"]] if row.get("objectives") else None


def event_of(demo: DemoLoad, demo_id: str) -> Workshop:
    pk = demo.pk("workshops.workshop", demo_id)
    return events.one_by_id(demo.ctx("coordinator").viewer, pk)


def body(demo: DemoLoad, row: Row, demo_id: str) -> Organisation:
    return bodies(demo, row, [demo_id])[0]


def bodies(demo: DemoLoad, row: Row, demo_ids: Iterable[str]) -> list[Organisation]:
    pks = [demo.pk("people.organisation", demo_id) for demo_id in demo_ids]
    return list(organisations(demo.ctx("coordinator").viewer).filter(pk__in=pks))


def kind_id(demo: DemoLoad, row: Row) -> int:
    return demo.pk("people.stakeholderkind", row.need("group"))


def moment(demo: DemoLoad, offset: int, hour: time) -> datetime:
    """An hour on a day of the living block."""
    return timezone.make_aware(datetime.combine(demo.day(offset), hour))
