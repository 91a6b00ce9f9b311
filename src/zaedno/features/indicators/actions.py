"""Defining, measuring and correcting; registering mechanisms and their use."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import ensure
from zaedno.features.indicators import queries, rules
from zaedno.features.indicators.models import Indicator, Mechanism, Point, Use
from zaedno.platform.links.actions import ensure_seen, link
from zaedno.platform.links.models import Link

Ref = tuple[str, str]
CARD = (
    "title",
    "definition",
    "unit",
    "direction",
    "source",
    "owner",
    "baseline",
    "target",
    "chain",
    "theme",
    "frequency",
    "pitfalls",
    "respondents",
)


def _ensure_values(card: dict[str, Any]) -> None:
    for name in ("baseline", "target"):
        ensure(rules.can_be(card["unit"], card.get(name)))


@action("indicators.define")
def define(
    ctx: Ctx, *, code: str = "", about: Ref | None = None, mark: str = "", **card: Any
) -> Indicator:
    """Put an indicator into the library; `about` is what it reports on from the start."""
    ensure(rules.may_measure(ctx.viewer))
    _ensure_values(card)
    known = {name: card[name] for name in CARD if card.get(name) is not None}
    row = Indicator.objects.create(
        city_id=ctx.city.pk,
        code=code or queries.next_code(ctx.viewer),
        mark=mark,
        defined_at=ctx.now,
        **known,
    )
    ctx.record(row, chain=row.chain)
    if about:
        tie(ctx, indicator=row, about=about)
    return row


@action("indicators.revise")
def revise(ctx: Ctx, *, indicator: Indicator, **card: Any) -> Indicator:
    """Put the definition right; the measured values stay as they are."""
    ensure(rules.may_measure(ctx.viewer))
    _ensure_values(card)
    row = Indicator.objects.select_for_update().get(pk=indicator.pk)
    for name in CARD:
        empty = Texts() if name in ("definition", "pitfalls") else None
        setattr(row, name, card.get(name) if card.get(name) is not None else empty)
    row.save()
    ctx.record(row, chain=row.chain)
    return row


@action("indicators.tie")
def tie(ctx: Ctx, *, indicator: Indicator, about: Ref) -> Link:
    """Say what the indicator reports on: a solution, a model, a commitment."""
    ensure(rules.may_measure(ctx.viewer))
    ensure_seen(ctx, about)
    made = link(ctx, source=about, target=indicator, relation=Link.Relation.REPORTS_ON)
    ctx.record(indicator, about=f"{about[0]}:{about[1]}")
    return made


@action("indicators.measure")
def measure(
    ctx: Ctx,
    *,
    indicator: Indicator,
    date: When,
    value: Decimal,
    source: str = "",
    respondents: int | None = None,
    mark: str = "",
) -> Point:
    row = Indicator.objects.select_for_update().get(pk=indicator.pk)
    taken = Point.objects.filter(indicator=row, date=date, corrected_by__isnull=True).exists()
    ensure(rules.may_add(ctx.viewer, _facts(ctx, row, date, value, taken=taken)))
    made = Point.objects.create(
        city_id=ctx.city.pk,
        indicator=row,
        date=date,
        value=value,
        source=source,
        respondents=respondents,
        measured_at=ctx.now,
        mark=mark,
    )
    ctx.record(row, point=made.pk, value=float(value))
    return made


def _facts(
    ctx: Ctx, row: Indicator, date: When, value: Decimal, *, taken: bool = False
) -> rules.PointFacts:
    today = timezone.localdate(ctx.now)
    return rules.PointFacts(row.unit, value, date.first, today, taken)


@action("indicators.correct")
def correct(ctx: Ctx, *, point: Point, value: Decimal, reason: str, source: str = "") -> Point:
    """Another value for the same date; the wrong one stays readable with the reason."""
    row = Indicator.objects.select_for_update().get(pk=point.indicator_id)
    old = Point.objects.select_for_update().get(pk=point.pk)
    facts = _facts(ctx, row, old.date, value)
    ensure(
        rules.may_correct(
            ctx.viewer, facts, corrected=old.corrected_by_id is not None, reason=reason
        )
    )
    # One current value a date: the old one steps aside before the new one is there.
    made = Point(
        city_id=ctx.city.pk,
        indicator=row,
        date=old.date,
        value=value,
        source=source or old.source,
        respondents=old.respondents,
        measured_at=ctx.now,
        mark=old.mark,
        corrected_by=old,
        reason=reason.strip(),
    )
    made.save()
    old.corrected_by, old.reason = made, reason.strip()
    old.save(update_fields=["corrected_by", "reason"])
    made.corrected_by, made.reason = None, ""
    made.save(update_fields=["corrected_by", "reason"])
    ctx.record(row, point=made.pk, corrects=old.pk, value=float(value))
    return made


@action("indicators.register_mechanism")
def register_mechanism(
    ctx: Ctx, *, about_thing: Ref | None = None, mark: str = "", **card: Any
) -> Mechanism:
    """Take down a new channel or process; `about_thing` is what it grew out of."""
    ensure(rules.may_measure(ctx.viewer))
    row = Mechanism.objects.create(city_id=ctx.city.pk, mark=mark, registered_at=ctx.now, **card)
    ctx.record(row, promised=row.promised)
    if about_thing:
        ensure_seen(ctx, about_thing)
        link(ctx, source=about_thing, target=row, relation=Link.Relation.DELIVERS)
    return row


@action("indicators.revise_mechanism")
def revise_mechanism(ctx: Ctx, *, mechanism: Mechanism, **card: Any) -> Mechanism:
    ensure(rules.may_measure(ctx.viewer))
    row = Mechanism.objects.select_for_update().get(pk=mechanism.pk)
    for name, value in card.items():
        setattr(row, name, value)
    row.save()
    ctx.record(row, promised=row.promised, delivered=row.delivered)
    return row


@action("indicators.count_use")
def count_use(
    ctx: Ctx,
    *,
    mechanism: Mechanism,
    phase: str,
    what: Texts,
    date: When,
    value: Decimal,
    unit: str,
    source: str,
    mark: str = "",
) -> Use:
    """How much it was used before or after, always with the source."""
    ensure(rules.may_measure(ctx.viewer))
    ensure(rules.can_be(unit, value))
    row = Use.objects.create(
        city_id=ctx.city.pk,
        mechanism=mechanism,
        phase=phase,
        what=what,
        date=date,
        value=value,
        unit=unit,
        source=source,
        counted_at=ctx.now,
        mark=mark,
    )
    ctx.record(mechanism, phase=phase, value=float(value))
    return row
