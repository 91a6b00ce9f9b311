"""Assessments for tests, made with the product's own actions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.maturity.actions import answering, closing, evidence, frameworks, gaps, running
from zaedno.features.maturity.models.answers import Answer, Evidence
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.platform.cities.models import City

DAY = date(2021, 2, 15)
GROUP_OF = {
    "participant": "stakeholders",
    "representative": "stakeholders",
    "editor": "admin",
    "reviewer": "reviewer",
}


def started(world: World, *, city: City | None = None, mark: str = "") -> Assessment:
    """Open for answers; the participant, the editor and the reviewer are invited."""
    ctx = world.ctx("coordinator", city)
    row = running.start(
        ctx,
        framework=frameworks.adopt_framework(ctx),
        title=texts(bg="Оценка на зрелостта", en="Maturity assessment"),
        scope=texts(),
        opens_on=date(2021, 2, 1),
        closes_on=DAY,
        assessed_on=DAY,
        mark=mark,
    )
    for role, group in GROUP_OF.items():
        person = world.person(role, city)
        running.invite(ctx, assessment=row, person=person, group=group)
    return row


def summarised(world: World, row: Assessment, **medians: tuple[float, float, float]) -> None:
    """`D3_3=(4, 2, 3)`: administration (5 people), stakeholders (14), reviewer."""
    rows = [
        {"indicator": code.replace("_", "."), "group": group, "value": Decimal(str(value)), "n": n}
        for code, values in medians.items()
        for (group, n), value in zip(
            (("admin", 5), ("stakeholders", 14), ("reviewer", 1)), values, strict=True
        )
    ]
    running.import_answers(world.ctx("coordinator"), assessment=row, rows=rows)


def filed(
    world: World, row: Assessment, code: str, *, type: str = "E4", role: str = "coordinator"
) -> Evidence:
    return evidence.file_evidence(
        world.ctx(role),
        assessment=row,
        indicator=code,
        type=type,
        title=texts(bg="Справка за отговорите", en="Statistics of answers"),
        date=When.parse("2020-12-31"),
    )


def accepted(world: World, row: Assessment, code: str, *, type: str = "E4") -> Evidence:
    item = filed(world, row, code, type=type)
    return evidence.grade_evidence(
        world.ctx("reviewer"), evidence=item, accept=True, grade=item.grade
    )


def answered(
    world: World, row: Assessment, code: str, level: int | None, *, role: str, **more: Any
) -> Answer:
    state = "level" if level else more.pop("state", "cannot_say")
    return answering.answer(
        world.ctx(role), assessment=row, indicator=code, state=state, level=level, **more
    )


def planned(world: World, row: Assessment, code: str = "D3.3", *, target: int = 4) -> None:
    gaps.plan_gap(
        world.ctx("facilitator"),
        assessment=row,
        indicator=code,
        target=target,
        effort=3,
        vote_factor=Decimal("1.5"),
        vote_reason=texts(bg="Най-много точки.", en="Most dots."),
    )


def published(world: World, *, mark: str = "", city: City | None = None) -> Assessment:
    """D3.3 as in the demo (4, 2, 3), with evidence of grade B and a plan."""
    row = started(world, mark=mark, city=city)
    summarised(world, row, D3_3=(4, 2, 3), D3_1=(3, 3, 3), D3_2=(2, 2, 2), D3_4=(2, 2, 2))
    accepted(world, row, "D3.3")
    planned(world, row)
    closing.hand_over(world.ctx("coordinator"), assessment=row)
    return closing.publish(world.ctx("coordinator"), assessment=row)
