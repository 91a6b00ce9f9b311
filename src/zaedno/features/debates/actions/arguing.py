"""Argue, take it back, weigh: what is counted is counted while its row is held."""

from __future__ import annotations

from django.db.models import F

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.debates import rules
from zaedno.features.debates.models import Argument, Debate, Seat, Weight
from zaedno.features.debates.queries import rows
from zaedno.platform.moderation.queries import rows as moderation
from zaedno.platform.moderation.rules import must_wait
from zaedno.platform.notifications.actions.follows import follow

KIND = "debates.debate"


@action("debates.argue")
def argue(
    ctx: Ctx,
    *,
    debate: Debate,
    side: str,
    text: str,
    lang: str,
    parent: Argument | None = None,
    source: str = "",
    mark: str = "",
) -> Argument:
    """One thought for or against the question, or the argument it stands under."""
    viewer = ctx.viewer
    asked = rows.stage(viewer, debate, ctx.now)
    under = rows.held(viewer, parent.pk) if parent else None
    facts = rows.facts(viewer, under, ctx.now, asked=asked) if under else None
    ensure(rules.may_argue(viewer, asked, ctx.now, facts))
    seat = _seat(ctx, debate)
    mine = rows.mine(viewer, debate)
    ensure(rules.may_argue_again(mine.count()))
    text = " ".join(text.split())
    ensure(rules.may_say(text, mine.filter(parent=under).values_list("text", flat=True)))
    others = [row.text for row in rows.siblings(viewer, debate, under, side)]
    screening = asked.screening if asked else ""
    hinted = moderation.hints(viewer, text, others) + moderation.hints(viewer, source)
    waits = must_wait(viewer, screening, hinted)
    made = Argument.objects.create(
        city_id=ctx.city.pk,
        debate=debate,
        parent=under,
        side=side,
        text=text,
        source=source,
        lang=lang,
        author=seat.key,
        state=Argument.State.WAITING if waits else Argument.State.PUBLIC,
        made_at=ctx.now,
        mark=mark,
    )
    ctx.record(made, debate=debate.pk, parent=under.pk if under else None)
    if ctx.person is not None:
        follow(ctx, kind=KIND, ident=str(debate.pk))
    return made


def _seat(ctx: Ctx, debate: Debate) -> Seat:
    """The row is put there first and then held: two forms of one person meet here."""
    what = {"debate_id": debate.pk, "key": ctx.viewer.alias()}
    Seat.objects.bulk_create([Seat(city_id=ctx.city.pk, **what)], ignore_conflicts=True)
    return Seat.objects.select_for_update().get(**what)


@action("debates.withdraw")
def withdraw(ctx: Ctx, *, argument: Argument) -> Argument:
    """Taken back; its place stays, so that what stands under it keeps its place too."""
    row = rows.held(ctx.viewer, argument.pk)
    ensure(rules.may_withdraw(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    row.state = Argument.State.WITHDRAWN
    row.save(update_fields=["state"])
    ctx.record(row, state=row.state)
    return row


@action("debates.weigh", secret=True)
def weigh(ctx: Ctx, *, argument: Argument, value: int) -> Argument:
    """One person, one voice for each argument; another one takes the place of the first."""
    row = rows.held(ctx.viewer, argument.pk)
    ensure(rules.may_weigh(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    ensure(rules.on_scale(row.debate.scale, value))
    person_id = ctx.viewer.somebody.pk  # type: ignore[union-attr]
    given = Weight.objects.filter(argument=row, person_id=person_id).first()
    if given is None:
        what = {"city_id": ctx.city.pk, "person_id": person_id, "value": value}
        Weight.objects.create(argument=row, **what)
        count(row, 1, value)
    else:
        count(row, 0, value - given.value)
        given.value = value
        given.save(update_fields=["value"])
    ctx.record(row)
    return row


def count(row: Argument, weighers: int, weight: int) -> None:
    """Add to what the map is sorted by; the row is held by whoever calls."""
    Argument.objects.filter(pk=row.pk).update(
        weighers=F("weighers") + weighers, weight=F("weight") + weight
    )
    row.refresh_from_db(fields=["weighers", "weight"])
