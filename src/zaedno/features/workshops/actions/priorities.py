"""Priorities: preparing, opening, scoring, comparing, closing, publishing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from zaedno.algorithms.pairwise import compare, fit, standings
from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import channel
from zaedno.features.workshops.models.criteria import (
    Criterion,
    Option,
    Priorities,
    PrioritySheet,
    State,
)
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries.who import who
from zaedno.features.workshops.rules import boards as board_rules
from zaedno.features.workshops.rules import priorities as rules
from zaedno.features.workshops.rules.groups import showable

KIND = Priorities.Kind


@action("workshops.ask_priorities")
def ask_priorities(
    ctx: Ctx,
    *,
    workshop: Workshop,
    kind: str,
    question: Texts,
    options: list[dict[str, Any]],
    criteria: list[dict[str, Any]] | None = None,
    mark: str = "",
) -> Priorities:
    """`options` and `criteria` are {"text": …, "cluster"|"weight": …}; with weights given for all
    criteria they are the facilitator's, else the dots of those who answer make them."""
    ensure(board_rules.may_set_up(ctx.viewer, workshop.state in boards.FINAL))
    scored = criteria or []
    weights = [row.get("weight") for row in scored]
    ensure(rules.may_ask(kind, len(scored), len(options), weights))
    direct = bool(scored) and all(w is not None for w in weights)
    made = Priorities.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        kind=KIND(kind),
        weights=Priorities.Weights.DIRECT if direct else Priorities.Weights.DOTS,
        question=question,
        mark=mark,
    )
    Criterion.objects.bulk_create(
        Criterion(priorities=made, number=n, **row) for n, row in enumerate(scored, start=1)
    )
    Option.objects.bulk_create(
        Option(priorities=made, number=n, **row) for n, row in enumerate(options, start=1)
    )
    ctx.record(made, kind=str(made.kind), options=len(options))
    return made


@action("workshops.open_priorities")
def open_priorities(ctx: Ctx, *, priorities: Priorities) -> Priorities:
    priorities = _held(ctx, priorities)
    ensure(rules.may_open(ctx.viewer, priorities.state))
    priorities.state = State.OPEN
    return _kept(ctx, priorities, "state")


@action("workshops.score_options", secret=True)
def score_options(
    ctx: Ctx, *, priorities: Priorities, scores: dict[str, int], dots: dict[int, int] | None = None
) -> Priorities:
    """One person's scores by "criterion-option" and dots by criterion, all by number.

    Sent again it replaces itself.
    """
    priorities, sheet = _sheet(ctx, priorities)
    ensure(rules.may_use(priorities.kind, KIND.CRITERIA))
    criteria = {c.number for c in priorities.criteria.all()}
    options = [o.number for o in priorities.options.all()]
    ensure(rules.may_score(scores, {f"{c}-{o}" for c in criteria for o in options}))
    by_dots = priorities.weights == Priorities.Weights.DOTS
    if by_dots:
        ensure(rules.may_weigh(dots or {}, criteria))
    sheet.answers = {"scores": scores, "weights": dots if by_dots else {}}
    sheet.save(update_fields=["answers"])
    ctx.record(priorities)
    return priorities


@action("workshops.prefer", secret=True)
def prefer(
    ctx: Ctx, *, priorities: Priorities, left: int, right: int, chosen: int | None
) -> Priorities:
    """Which of two comes first for this person; None when they can't decide."""
    priorities, sheet = _sheet(ctx, priorities)
    ensure(rules.may_use(priorities.kind, KIND.PAIRS))
    known = {o.number for o in priorities.options.all()}
    pairs = sheet.answers.get("pairs", [])
    had = {(min(one, other), max(one, other)) for one, other, _chosen in pairs}
    ensure(rules.may_prefer(left, right, chosen, known, had))
    sheet.answers = {"pairs": [*pairs, [left, right, chosen]]}
    sheet.save(update_fields=["answers"])
    ctx.record(priorities)
    return priorities


def _sheet(ctx: Ctx, priorities: Priorities) -> tuple[Priorities, PrioritySheet]:
    """Hold the question, so that closing waits for us or is over; then the sheet."""
    priorities = _held(ctx, priorities)
    me = who(ctx.viewer, priorities.workshop)
    ensure(rules.may_answer(ctx.viewer, priorities.state, me is not None))
    assert me is not None
    blank = PrioritySheet(
        priorities=priorities,
        token=token_of("priorities", priorities.pk, me.key),
        kind_id=me.kind_id,
    )
    PrioritySheet.objects.bulk_create([blank], ignore_conflicts=True)
    held = PrioritySheet.objects.select_for_update()
    return priorities, held.get(priorities=priorities, token=blank.token)


@action("workshops.close_priorities")
def close_priorities(ctx: Ctx, *, priorities: Priorities) -> Priorities:
    """Count, keep what it comes to, destroy the sheets."""
    priorities = _held(ctx, priorities)
    ensure(rules.may_close(ctx.viewer, priorities.state))
    found = list(PrioritySheet.objects.filter(priorities=priorities))
    sheets = [s.answers for s in found]
    pairs = priorities.kind == KIND.PAIRS
    priorities.result = _order_of(priorities, sheets) if pairs else _weighted(priorities, sheets)
    priorities.result["groups"] = _by_kind(priorities, found)
    priorities.state, priorities.closed_at = State.CLOSED, ctx.now
    priorities.answered = len(sheets)
    PrioritySheet.objects.filter(priorities=priorities).delete()
    return _kept(ctx, priorities, "result", "state", "closed_at", "answered")


def _weighted(priorities: Priorities, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    criteria = list(priorities.criteria.all())
    if priorities.weights == Priorities.Weights.DIRECT:
        weights = {c.number: c.weight or 0 for c in criteria}
    else:
        given: Counter[int] = Counter({c.number: 0 for c in criteria})
        for sheet in sheets:
            given.update({int(c): dots for c, dots in sheet["weights"].items()})
        weights = dict(given)
    share = rules.shares(weights)
    return {
        "weights": {str(number): value for number, value in share.items()},
        "options": _means(priorities, share, sheets),
    }


def _by_kind(priorities: Priorities, sheets: list[PrioritySheet]) -> dict[str, Any]:
    """The same for each kind of organisation of which enough answered, by everybody's weights."""
    own: dict[str, list[dict[str, Any]]] = {}
    for sheet in sheets:
        own.setdefault(str(sheet.kind_id or ""), []).append(sheet.answers)
    shown = showable({kind: len(answers) for kind, answers in own.items()})
    if priorities.kind == KIND.PAIRS:
        counted = {kind: _order_of(priorities, own[kind])["options"] for kind in shown}
    else:
        share = {int(c): w for c, w in (priorities.result or {})["weights"].items()}
        counted = {kind: _means(priorities, share, own[kind]) for kind in shown}
    return {kind: {"n": len(own[kind]), "options": counted[kind]} for kind in shown}


def _means(
    priorities: Priorities, share: dict[int, float], sheets: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    options = [o.number for o in priorities.options.all()]
    found = rules.weighted(share, options, [s["scores"] for s in sheets]) if sheets else []
    return [{"number": w.option, "mean": w.mean, "spread": w.spread} for w in found]


def _order_of(priorities: Priorities, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """The order of ideas with how sure it is (`algorithms/pairwise.py`)."""
    names = [f"{o.number:03d}" for o in priorities.options.all()]
    answers = [
        (f"{left:03d}", f"{right:03d}", f"{chosen:03d}" if chosen else None)
        for sheet in sheets
        for left, right, chosen in sheet.get("pairs", [])
    ]
    found = standings(fit(compare(answers, names))) if answers else []
    return {
        "comparisons": len(answers),
        "options": [
            {
                "number": int(s.item),
                "rank": s.rank,
                "rank_low": s.rank_low,
                "rank_high": s.rank_high,
                "score": s.score,
                "low": s.low,
                "high": s.high,
                "few": s.few,
            }
            for s in found
        ],
    }


@action("workshops.publish_priorities")
def publish_priorities(ctx: Ctx, *, priorities: Priorities) -> Priorities:
    priorities = _held(ctx, priorities)
    published = priorities.published_at is not None
    ensure(rules.may_publish(ctx.viewer, priorities.state, published))
    priorities.published_at = ctx.now
    return _kept(ctx, priorities, "published_at")


def _held(ctx: Ctx, priorities: Priorities) -> Priorities:
    found = Priorities.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("workshop").get(pk=priorities.pk, city_id=ctx.city.pk)


def _kept(ctx: Ctx, priorities: Priorities, *fields: str) -> Priorities:
    priorities.save(update_fields=list(fields))
    ctx.record(priorities, state=str(priorities.state))
    publish(channel(priorities.workshop_id), "priorities", priorities.pk)
    return priorities
