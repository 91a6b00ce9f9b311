"""Loads the demo file's commitments: the 2021 layer as of its day, the living ones by the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.core.partial_dates import When
from zaedno.features.commitments import actions
from zaedno.features.commitments.models import Commitment
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.queries import organisations

Day = Callable[[Row, str], date | None]


def load(demo: DemoLoad) -> None:
    """The 2021 layer: nobody follows it after its day, so its standing stays as of that day."""
    as_of = When.parse(demo.data.need("commitments_as_of")).first
    for row in demo.rows("commitments"):
        made = _load_one(demo, row, _day_of_file)
        with demo.at(as_of, "18:00"):
            actions.close_following(demo.ctx("coordinator"), pk=made.pk, day=as_of)


def load_living(demo: DemoLoad) -> None:
    def day(row: Row, name: str) -> date | None:
        key = {"date": "in_days", "asked_on": "asked_in_days"}.get(name, f"{name}_in_days")
        return demo.day(int(row[key])) if key in row else None

    for row in demo.rows("living", "commitments"):
        _load_one(demo, row, day)


def _day_of_file(row: Row, name: str) -> date | None:
    when = row.when(name)
    return when.first if when else None


def _needed(day: Day, row: Row, name: str) -> date:
    found = day(row, name)
    if found is None:
        raise row.fail(name, _("is missing"))
    return found


def _load_one(demo: DemoLoad, row: Row, day: Day) -> Commitment:
    answer: Row = row.need("confirmation")
    confirmed = answer.get("state") == "confirmed"
    asked = _needed(day, answer, "date" if confirmed else "asked_on")
    with demo.at(asked, "09:00"):
        moves = row.get("amendments")
        first_due = _needed(day, moves[0], "from") if moves else _needed(day, row, "due")
        made = _promise(demo, row, first_due)
    if confirmed:
        _tell(demo, row, made, day, asked)
    return made


def _promise(demo: DemoLoad, row: Row, due: date) -> Commitment:
    ctx = demo.ctx("coordinator")
    owners = organisations(ctx.viewer).filter(slug=row.need("lead_organisation"))
    theme = themes(ctx.viewer).filter(code=row.get("theme")).first()
    baseline = row.get("baseline")
    made = actions.promise(
        ctx,
        text=row.texts(),
        measure=row.texts("measure"),
        unit=row.need("unit"),
        baseline=None if baseline is None else Decimal(str(baseline)),
        target=Decimal(str(row.need("target"))),
        owner=owners.get(),
        due=When.day(due),
        theme_id=theme.pk if theme else None,
        scope=row.get("scope", ""),
        helpers=row.get("support"),
        source=demo.ref("needs.solution", row.need("solution")),
        mark=row.mark,
    )
    demo.remember(row.need("id"), made)
    return made


def _owner(demo: DemoLoad, made: Commitment) -> Ctx:
    """The owner's word, given in the file: the demo's representative speaks for it here."""
    ctx = demo.ctx("org")
    return replace(ctx, viewer=replace(ctx.viewer, represents=frozenset({made.owner_id})))


def _tell(demo: DemoLoad, row: Row, made: Commitment, day: Day, confirmed: date) -> None:
    """Confirmation, amendments, progress and withdrawal, in the order of their days."""
    steps: list[tuple[date, Callable[..., Any], dict[str, Any]]] = [
        (confirmed, actions.confirm, {}),
    ]
    for move in row.get("amendments") or []:
        due = When.day(_needed(day, move, "to"))
        inputs = {"new_due": due, "reason": move.texts("reason"), "mark": row.mark}
        steps.append((_needed(day, move, "date"), actions.amend, inputs))
    for told in row.get("progress") or []:
        value_day = _needed(day, told, "date")
        inputs = {
            "day": value_day,
            "value": Decimal(str(told.need("value"))),
            "evidence": told.need("evidence").texts(),
            "mark": told.mark,
        }
        steps.append((value_day, actions.report, inputs))
    dropped = day(row, "withdrawn_on")
    if dropped:
        steps.append((dropped, actions.withdraw, {"reason": row.texts("reason")}))
    for when, action, inputs in sorted(steps, key=lambda step: step[0]):
        with demo.at(when, "12:00"):
            action(_owner(demo, made), pk=made.pk, **inputs)
