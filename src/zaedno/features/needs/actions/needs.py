"""What may be done with needs."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.needs import rules
from zaedno.features.needs.models import Need
from zaedno.platform.cities.models import Theme
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.links.models import Link

Ref = tuple[str, str]


def facts(row: Need) -> rules.NeedFacts:
    return rules.NeedFacts(row.state)


def held(need: Need) -> Need:
    return Need.objects.select_for_update().get(pk=need.pk)


@action("needs.register")
def register(
    ctx: Ctx,
    *,
    text: Texts,
    board: str = Need.Board.NEED,
    theme: Theme | None = None,
    scope: str = "",
    source: Ref | None = None,
    mark: str = "",
) -> Need:
    """Write a need down; `source` is what it grew out of, tied to it in the same deed."""
    ensure(rules.may_register(ctx.viewer))
    row = Need.objects.create(
        city_id=ctx.city.pk,
        text=text,
        board=board,
        theme=theme,
        scope=scope,
        mark=mark,
        recorded_at=ctx.now,
    )
    ctx.record(row, board=board)
    if source:
        ensure_seen(ctx, source)
        link(ctx, source=source, target=row, relation=Link.Relation.GREW_OUT_OF)
    return row


@action("needs.correct")
def correct(
    ctx: Ctx, *, need: Need, text: Texts, board: str, theme: Theme | None = None, scope: str = ""
) -> Need:
    row = held(need)
    ensure(rules.may_correct(ctx.viewer, facts(row)))
    row.text, row.board, row.theme, row.scope = text, board, theme, scope
    row.save(update_fields=["text", "board", "theme", "scope"])
    ctx.record(row, board=board)
    return row


@action("needs.validate")
def validate(ctx: Ctx, *, need: Need) -> Need:
    """The participants had their say: from now on it counts as the city's need."""
    row = held(need)
    ensure(rules.may_validate(ctx.viewer, facts(row)))
    row.state, row.validated_at = Need.State.VALIDATED, ctx.now
    row.save(update_fields=["state", "validated_at"])
    ctx.record(row, state=row.state)
    return row


@action("needs.prioritise")
def prioritise(ctx: Ctx, *, need: Need, importance: int, feasibility: int) -> Need:
    row = held(need)
    ensure(rules.may_prioritise(ctx.viewer, facts(row)))
    row.importance, row.feasibility = importance, feasibility
    row.save(update_fields=["importance", "feasibility"])
    ctx.record(row, importance=importance, feasibility=feasibility)
    return row


@action("needs.evidence")
def evidence(ctx: Ctx, *, need: Need, source: Ref, reason: str = "") -> Link:
    """A note, a paragraph, a group or an indicator that shows the need."""
    ensure(rules.may_correct(ctx.viewer, facts(need)))
    ensure_seen(ctx, source)
    tie = link(ctx, source=source, target=need, relation=Link.Relation.CITES, reason=reason)
    ctx.record(need, source=f"{source[0]}:{source[1]}")
    return tie


@action("needs.close")
def close(ctx: Ctx, *, need: Need, reason: str) -> Need:
    row = held(need)
    ensure(rules.may_close(ctx.viewer, facts(row), reason))
    row.state, row.closed_at, row.close_reason = Need.State.CLOSED, ctx.now, reason.strip()
    row.save(update_fields=["state", "closed_at", "close_reason"])
    ctx.record(row, state=row.state)
    return row
