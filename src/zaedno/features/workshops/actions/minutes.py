"""Minutes: words are mended passage by passage, decisions written down, versions given out."""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import override

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import MinutesEdit, MinutesVersion, Resolution
from zaedno.features.workshops.queries import minutes as queries
from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.sealing import seal


@action("workshops.edit_minutes")
def edit_minutes(
    ctx: Ctx, *, event: Workshop, passage: str, typed: str, back: bool = False
) -> MinutesEdit:
    """Write a passage in other words, or give it `back` to the records; figures stay as they are.

    The workshop's row is held: wordings of a passage follow each other with running numbers.
    """
    event = _held(ctx, event)
    with override(ctx.viewer.lang):
        part = queries.part(ctx.viewer, event, passage)
        figures = part.passage.figures
        ensure(
            rules.may_change(ctx.viewer, state=event.state, typed=typed, figures=figures, back=back)
        )
    rows = MinutesEdit.objects.filter(workshop=event, passage=passage, lang=ctx.viewer.lang)
    edit = MinutesEdit.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        passage=passage,
        lang=ctx.viewer.lang,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        text="" if back else rules.from_form(typed, figures),
        basis=part.passage.basis,
        by_id=ctx.person.pk if ctx.person else None,
        made_at=ctx.now,
    )
    ctx.record(event, number=edit.number, back=back)
    return edit


@action("workshops.record_decision")
def record_decision(ctx: Ctx, *, event: Workshop, text: Texts, mark: str = "") -> Resolution:
    """What the room decided, in one sentence, while it is still in the room."""
    event = _held(ctx, event)
    ensure(rules.may_resolve(ctx.viewer, state=event.state))
    last = Resolution.objects.filter(workshop=event).aggregate(last=Max("number"))["last"]
    decision = Resolution.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        number=(last or 0) + 1,
        text=text,
        noted_at=ctx.now,
        mark=mark,
    )
    ctx.record(event, number=decision.number)
    return decision


@action("workshops.strike_decision")
def strike_decision(
    ctx: Ctx, *, event: Workshop, decision: Resolution, reason: Texts
) -> Resolution:
    """Take a decision back; it stays readable with the reason."""
    event = _held(ctx, event)
    decision = Resolution.objects.get(pk=decision.pk, workshop=event)
    ensure(
        rules.may_strike(
            ctx.viewer,
            state=event.state,
            struck=decision.struck_at is not None,
            reason=str(reason),
        )
    )
    decision.struck_at, decision.struck_reason = ctx.now, reason
    decision.save(update_fields=["struck_at", "struck_reason"])
    ctx.record(event, number=decision.number)
    return decision


@action("workshops.issue_minutes")
def issue_minutes(ctx: Ctx, *, event: Workshop) -> MinutesVersion:
    """Give the minutes out as a version with its hash; the last one where nothing changed."""
    event = _held(ctx, event)
    ensure(rules.may_issue(ctx.viewer, state=event.state))
    sealed = seal(queries.content(ctx.viewer, event))
    last = next(iter(queries.versions(ctx.viewer, event)), None)
    if last is not None and last.sha256 == sealed.sha256:
        return last
    made = MinutesVersion.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        number=last.number + 1 if last else 1,
        content=sealed.content,
        sha256=sealed.sha256,
        made_at=ctx.now,
    )
    ctx.record(event, number=made.number)
    return made


def _held(ctx: Ctx, event: Workshop) -> Workshop:
    held = Workshop.objects.select_for_update(of=("self",), no_key=True)
    return held.get(pk=event.pk, city_id=ctx.city.pk)
