"""Loads the demo file's acts, their money and deliveries, and what citizens saw of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.partial_dates import When
from zaedno.features.decisions import actions
from zaedno.platform.cities.queries import districts
from zaedno.platform.links.actions import link
from zaedno.platform.people.queries import kinds


def load(demo: DemoLoad) -> None:
    for row in demo.rows("decisions"):
        _load_act(demo, row)


def _load_act(demo: DemoLoad, row: Row) -> None:
    facts: Row = row.need("act")
    date = _when(facts, "date")
    with demo.at(date, "11:00"):
        clusters = [demo.ref("workshops.cluster", ident) for ident in row.get("clusters", [])]
        act = actions.record(
            demo.ctx("coordinator"),
            kind=facts.need("kind"),
            number=facts.need("number"),
            protocol=facts.get("protocol", ""),
            date=date,
            body=facts.texts("body"),
            title=row.texts(),
            reasons=row.texts("reasons"),
            source=clusters[0] if clusters else None,
            mark=row.mark,
        )
        for ident in row.get("grew_from", []):
            grown = demo.ref("proposals.proposal", ident)
            link(demo.ctx("coordinator"), source=grown, target=act, relation="grew_out_of")
        _load_money(demo, row, act.pk)
        made = {one.need("id"): _plan(demo, one, act.pk) for one in row.get("deliveries", [])}
    demo.remember(row.need("id"), act)
    for one in row.get("deliveries", []):
        _follow(demo, one, made[one.need("id")])
    for one in row.get("citizen_checks", []):
        _load_check(demo, one, made[one.need("delivery")])


def _when(row: Row, name: str) -> When:
    found = row.when(name)
    if found is None:
        raise row.fail(name, _("is missing"))
    return found


def _load_money(demo: DemoLoad, row: Row, act: int) -> None:
    line: Row | None = row.get("budget_line")
    if line:
        actions.budget(
            demo.ctx("coordinator"),
            act=act,
            code=line.need("code"),
            name=line.texts(),
            amount=Decimal(str(line.need("amount"))),
            currency=line.need("currency"),
            year=line.need("year"),
            mark=line.mark,
        )


def _plan(demo: DemoLoad, row: Row, act: int) -> Any:
    ctx = demo.ctx("coordinator")
    owner = kinds(ctx.viewer).get(code=row.need("owner_group"))
    made = actions.plan(
        ctx,
        act=act,
        text=row.texts(),
        owner_id=owner.pk,
        planned=_when(row, "planned"),
        mark=row.mark,
    )
    demo.remember(row.need("id"), made)
    return made


def _follow(demo: DemoLoad, row: Row, made: Any) -> None:
    new, actual = row.when("new"), row.when("actual")
    if new:
        with demo.at(_when(row, "planned")):
            reason = row.texts("delay_reason")
            actions.delay(demo.ctx("coordinator"), pk=made.pk, new=new, reason=reason)
    if actual:
        with demo.at(actual):
            actions.deliver(demo.ctx("coordinator"), pk=made.pk, day=actual.first)


def _load_check(demo: DemoLoad, row: Row, made: Any) -> None:
    day = _when(row, "date").first
    with demo.at(day, "18:00"):
        ctx = demo.ctx("participant")
        place = districts(ctx.viewer).filter(slug=row.get("district")).first()
        check = actions.check(
            ctx,
            delivery=made.pk,
            verdict=row.need("verdict"),
            text=row.texts(),
            day=day,
            district_id=place.pk if place else None,
            mark=row.mark,
        )
    with demo.at(day, "19:00"):
        actions.publish_check(demo.ctx("moderator"), pk=check.pk)
    answer: Row | None = row.get("answer")
    if answer:
        with demo.at(_when(answer, "date")):
            actions.answer_check(demo.ctx("coordinator"), pk=check.pk, answer=answer.texts())
