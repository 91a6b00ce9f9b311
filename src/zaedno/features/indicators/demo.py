"""The indicators of the demo file, what they report on, and its register of mechanisms."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from zaedno.core.demo import DemoLoad, Row
from zaedno.features.indicators import actions
from zaedno.features.indicators.models import Indicator, Use
from zaedno.platform.cities.choices import Influence, Unit
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.queries.organisations import kinds

DEFINED_ON = "2021-02-10"  # after the second workshop
MODEL, SOLUTION = "partnerships.engagementmodel", "needs.solution"


def load(demo: DemoLoad) -> None:
    for row in demo.rows("indicators"):
        _indicator(demo, row)
    _ties(demo)
    for row in demo.rows("mechanisms"):
        _mechanism(demo, row)


def _indicator(demo: DemoLoad, row: Row) -> None:
    viewer = demo.ctx("coordinator").viewer
    for name, known in (
        ("chain", Indicator.Chain.values),
        ("unit", Unit.values),
        ("direction", Indicator.Direction.values),
        ("source", Indicator.Source.values),
    ):
        if row.need(name) not in known:
            raise row.fail(name, f"{row[name]}?")
    with demo.at(DEFINED_ON, "12:00"):
        made = actions.define(
            demo.ctx("coordinator"),
            code=str(row.need("id")),
            title=row.texts(),
            unit=row["unit"],
            direction=row["direction"],
            source=row["source"],
            chain=row["chain"],
            baseline=_value(row, "baseline"),
            target=_value(row, "target"),
            theme=next((t for t in themes(viewer) if t.code == row.get("theme")), None),
            owner=next((k for k in kinds(viewer) if k.code == row.get("owner_group")), None),
            respondents=row.get("n"),
            mark=row.mark,
        )
    for one in row.get("series", []):
        date = one.when("date")
        if date is None:
            raise one.fail("date", "?")
        with demo.at(date.last, "12:00"):
            actions.measure(
                demo.ctx("coordinator"),
                indicator=made,
                date=date,
                value=_value(one, "value") or Decimal(0),
                respondents=row.get("n"),
                mark=row.mark,
            )
    demo.remember(str(row["id"]), made)


def _value(row: Row, name: str) -> Decimal | None:
    if row.get(name) is None:
        return None
    try:
        return Decimal(str(row[name]))
    except InvalidOperation as error:
        raise row.fail(name, f"{row[name]}?") from error


def _ties(demo: DemoLoad) -> None:
    """A model names its indicator; a solution has those of the models its commitments use."""
    of_model = {row["id"]: row.get("indicator") for row in demo.rows("engagement_models")}
    pairs = [((MODEL, model), code) for model, code in of_model.items() if code]
    for row in demo.rows("commitments"):
        code = of_model.get(row.get("model"))
        if code and row.get("solution"):
            pairs.append(((SOLUTION, row["solution"]), code))
    with demo.at(DEFINED_ON, "13:00"):
        for (kind, ident), code in dict.fromkeys(pairs):
            indicator = Indicator(pk=demo.pk("indicators.indicator", code))
            actions.tie(demo.ctx("coordinator"), indicator=indicator, about=demo.ref(kind, ident))


def _mechanism(demo: DemoLoad, row: Row) -> None:
    started = row.when("started")
    if started is None:
        raise row.fail("started", "?")
    for name in ("promised", "delivered"):
        if row.get(name) and row[name] not in Influence.values:
            raise row.fail(name, f"{row[name]}?")
    cost: dict[str, Any] = {}
    if row.get("cost") is not None:
        cost = {
            "cost": _value(row, "cost"),
            "currency": row.need("currency"),
            "cost_date": row.when("cost_date"),
        }
    with demo.at(started, "12:00"):
        made = actions.register_mechanism(
            demo.ctx("coordinator"),
            title=row.texts(),
            about=row.texts("about"),
            started=started,
            promised=row.need("promised"),
            delivered=row.get("delivered", ""),
            scope=row.get("scope", ""),
            about_thing=demo.ref(SOLUTION, row["solution"]) if row.get("solution") else None,
            mark=row.mark,
            **cost,
        )
    for one in row.get("uses", []):
        _use(demo, made, one)
    demo.remember(str(row.need("id")), made)


def _use(demo: DemoLoad, mechanism: Any, row: Row) -> None:
    date = row.when("date")
    if date is None:
        raise row.fail("date", "?")
    if row.need("phase") not in Use.Phase.values:
        raise row.fail("phase", f"{row['phase']}?")
    with demo.at(max(date.last, mechanism.started.first), "15:00"):
        actions.count_use(
            demo.ctx("coordinator"),
            mechanism=mechanism,
            phase=row["phase"],
            what=row.texts(),
            date=date,
            value=_value(row, "value") or Decimal(0),
            unit=row.need("unit"),
            source=str(row.need("source")),
            mark=row.mark,
        )
