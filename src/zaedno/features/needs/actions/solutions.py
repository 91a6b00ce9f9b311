"""What may be done with proposed solutions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.needs import rules
from zaedno.features.needs.actions.needs import Ref, facts, held
from zaedno.features.needs.models import Answering, Need, Readiness, Solution, Step, Tag
from zaedno.features.needs.queries.portfolio import dependencies
from zaedno.features.needs.queries.register import NEED
from zaedno.platform.cities.models import Theme
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.links.models import Link


@action("needs.propose")
def propose(
    ctx: Ctx,
    *,
    title: Texts,
    horizon: str,
    benefit: int,
    effort: int,
    theme: Theme | None = None,
    readiness: int = Solution.Level.IDEA,
    result: Texts | None = None,
    resources: Texts | None = None,
    steps: Iterable[Texts] = (),
    depends_on: Iterable[Solution] = (),
    goals: Iterable[str] = (),
    technologies: Iterable[str] = (),
    needs: Iterable[Need] = (),
    source: Ref | None = None,
    mark: str = "",
) -> Solution:
    """Propose a solution; it is tied to what it grew out of and to the needs it answers."""
    ensure(rules.may_register(ctx.viewer))
    row = Solution.objects.create(
        city_id=ctx.city.pk,
        title=title,
        theme=theme,
        horizon=horizon,
        readiness=readiness,
        benefit=benefit,
        effort=effort,
        result=result or Texts(),
        resources=resources or Texts(),
        mark=mark,
        proposed_at=ctx.now,
    )
    Readiness.objects.create(
        city_id=ctx.city.pk, solution=row, level=readiness, at=ctx.now, mark=mark
    )
    _details(row, steps=steps, depends_on=depends_on, goals=goals, technologies=technologies)
    ctx.record(row, horizon=horizon, readiness=int(readiness))
    _answer_all(ctx, row, list(needs), source)
    return row


def _answer_all(ctx: Ctx, row: Solution, needs: list[Need], source: Ref | None) -> None:
    """Tie a new solution to the needs it answers, and to the need or group it grew out of."""
    if source and source[0] == NEED:
        needs.append(Need.objects.get(pk=source[1], city_id=ctx.city.pk))
    elif source:
        ensure_seen(ctx, source)
        link(ctx, source=source, target=row, relation=Link.Relation.ANSWERS)
    for need in needs:
        answer(ctx, need=need, solution=row)


@action("needs.revise")
def revise(
    ctx: Ctx,
    *,
    solution: Solution,
    steps: Iterable[Texts] = (),
    depends_on: Iterable[Solution] = (),
    goals: Iterable[str] = (),
    technologies: Iterable[str] = (),
    **card: Any,
) -> Solution:
    """Put the description of a solution right; readiness has a verb of its own."""
    ensure(rules.may_register(ctx.viewer))
    row = Solution.objects.select_for_update().get(pk=solution.pk)
    wanted = list(depends_on)
    ensure(rules.no_circle(row.pk, [one.pk for one in wanted], dependencies(ctx.viewer)))
    for name in ("title", "theme", "horizon", "benefit", "effort", "result", "resources"):
        setattr(row, name, card[name])
    row.save()
    _details(row, steps=steps, depends_on=wanted, goals=goals, technologies=technologies)
    ctx.record(row, horizon=row.horizon)
    return row


def _details(
    row: Solution,
    *,
    steps: Iterable[Texts],
    depends_on: Iterable[Solution],
    goals: Iterable[str],
    technologies: Iterable[str],
) -> None:
    Step.objects.filter(solution=row).delete()
    Step.objects.bulk_create(
        Step(city_id=row.city_id, solution=row, order=order, text=text)
        for order, text in enumerate(steps, 1)
    )
    row.depends_on.set(depends_on)
    Tag.objects.filter(solution=row).delete()
    named = [(Tag.Kind.GOAL, goal) for goal in goals]
    named += [(Tag.Kind.TECHNOLOGY, name) for name in technologies]
    Tag.objects.bulk_create(
        Tag(city_id=row.city_id, solution=row, kind=kind, name=name)
        for kind, name in dict.fromkeys(named)
    )


@action("needs.answer")
def answer(ctx: Ctx, *, need: Need, solution: Solution) -> Answering:
    """Say that a solution answers a need; the same answer twice is one."""
    row = held(need)
    ensure(rules.may_answer(ctx.viewer, facts(row)))
    tie, new = Answering.objects.get_or_create(
        need=row, solution=solution, defaults={"city_id": ctx.city.pk, "at": ctx.now}
    )
    if new:
        if row.state == Need.State.VALIDATED:
            row.state, row.answered_at = Need.State.ANSWERED, ctx.now
            row.save(update_fields=["state", "answered_at"])
        link(ctx, source=row, target=solution, relation=Link.Relation.ANSWERS)
        ctx.record(row, solution=solution.pk, state=row.state)
    return tie


@action("needs.advance")
def advance(ctx: Ctx, *, solution: Solution, level: int, shown_by: Texts | None = None) -> Solution:
    """Move a solution to another step of readiness and say what shows it."""
    row = Solution.objects.select_for_update().get(pk=solution.pk)
    ensure(rules.may_advance(ctx.viewer, row.readiness, level))
    before, row.readiness = row.readiness, level
    row.save(update_fields=["readiness"])
    Readiness.objects.create(
        city_id=ctx.city.pk,
        solution=row,
        level=level,
        shown_by=shown_by or Texts(),
        at=ctx.now,
        mark=row.mark,
    )
    ctx.record(row, before=before, level=level)
    return row
