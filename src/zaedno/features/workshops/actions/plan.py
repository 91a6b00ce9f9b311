"""Calling an event: from a method's template, with its agenda, and moving its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.slugs import slug_of
from zaedno.core.verdict import ensure
from zaedno.features.workshops import letters
from zaedno.features.workshops.actions.boards import open_board, set_up_boards
from zaedno.features.workshops.actions.evaluation import ask
from zaedno.features.workshops.methods import Part, Template
from zaedno.features.workshops.models.agenda import AgendaItem, DateChange, Objective
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events, people
from zaedno.features.workshops.rules import agenda as agenda_rules
from zaedno.features.workshops.rules import events as rules
from zaedno.platform.people.models import Organisation

RESERVED = {"new", "interests", "interest", "calendar", "feed", "notes", "clusters", "boards"}
RESERVED |= {"methods"}


@dataclass(frozen=True)
class Announcement:
    """What the form of a new event asks; everything else comes from the template."""

    title: Texts
    planned: When | None = None
    starts_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    format: str = Workshop.Format.ONLINE
    level: str = Workshop.Level.LOCAL
    series: str = ""
    languages: tuple[str, ...] = ("bg",)
    access: tuple[str, ...] = ()
    question: Texts = field(default_factory=Texts)
    hint: Texts = field(default_factory=Texts)
    next: Texts = field(default_factory=Texts)
    audience: Texts = field(default_factory=Texts)
    venue: Texts = field(default_factory=Texts)
    account_needed: bool = False
    process_id: int | None = None


@action("workshops.call")
def call(
    ctx: Ctx,
    *,
    template: Template,
    announcement: Announcement,
    host: Organisation | None = None,
    input_from: Workshop | None = None,
    slug: str = "",
    mark: str = "",
    agenda_mark: str = "",
    agenda: Sequence[Part] | None = None,
    objectives: Sequence[Texts] | None = None,
) -> Workshop:
    """Call an event: public from now on, with the template's agenda, questions and boards."""
    ensure(rules.may_call(ctx.viewer))
    taken = events.taken_slugs(ctx.viewer) | RESERVED
    plan = list(template.agenda if agenda is None else agenda)
    slot = sum(part.minutes for part in plan)
    event = Workshop.objects.create(
        city_id=ctx.city.pk,
        slug=slug_of({"en": slug} if slug else announcement.title, taken=taken),
        kind=template.kind,
        method=template.id,
        method_version=template.version,
        host=host,
        input_from=input_from,
        slot_minutes=slot,
        mark=mark,
        created_at=ctx.now,
        changed_at=ctx.now,
        **_columns(announcement),
    )
    _write_objectives(event, template, objectives, mark)
    _write_agenda(event, plan, agenda_mark or mark)
    boards = template.boards if agenda is None else _boards_of(plan)
    _set_up(ctx, event, list(boards), template.asks)
    if not event.is_open_board:
        ask(ctx, event, template)
    ctx.record(event, kind=event.kind, method=template.code, minutes=slot)
    return event


@action("workshops.amend")
def amend(
    ctx: Ctx, *, event: Workshop, announcement: Announcement, host: Organisation | None = None
) -> Workshop:
    """Mend the text of an event. Its date moves by `move_date`, so that people are told."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    ensure(rules.may_amend(ctx.viewer, events.facts_for(ctx.viewer, event)))
    kept = ("planned", "starts_at", "opens_at", "closes_at")
    for name, value in _columns(announcement).items():
        if name not in kept:
            setattr(event, name, value)
    event.host = host
    _touch(ctx, event)
    event.save()
    ctx.record(event)
    return event


@action("workshops.plan_agenda")
def plan_agenda(ctx: Ctx, *, event: Workshop, plan: Sequence[Part], slot: int) -> Workshop:
    """Write the minute plan anew; one that does not sum to the slot changes nothing."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    minutes = [part.minutes for part in plan]
    ensure(agenda_rules.may_plan(ctx.viewer, state=event.state, minutes=minutes, slot=slot))
    AgendaItem.objects.filter(workshop=event).delete()
    _write_agenda(event, plan, event.mark)
    boards = _boards_of(plan)
    if boards:
        set_up_boards(ctx, workshop=event, kinds=boards)
    event.slot_minutes = slot
    _touch(ctx, event)
    event.save(update_fields=["slot_minutes", "changed_at", "sequence"])
    ctx.record(event, parts=len(plan), minutes=slot)
    return event


@action("workshops.move_date")
def move_date(
    ctx: Ctx,
    *,
    event: Workshop,
    to: When,
    reason: Texts,
    starts_at: datetime | None = None,
) -> DateChange:
    """Move the planned date and write to everybody who is registered."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    ensure(rules.may_move_date(ctx.viewer, events.facts_for(ctx.viewer, event), to=to))
    change = DateChange(
        city_id=ctx.city.pk,
        workshop=event,
        before=event.planned,
        after=to,
        reason=reason,
        made_at=ctx.now,
    )
    event.planned, event.starts_at = to, starts_at
    event.reminded_at = None  # of the new day everybody is reminded anew
    _touch(ctx, event)
    event.save(update_fields=["planned", "starts_at", "reminded_at", "changed_at", "sequence"])
    told = people.addresses_of_event(ctx.viewer, event)
    change.told = letters.send(ctx, "date_moved", told, event=event, change=change)
    change.save()
    ctx.record(event, before=str(change.before or ""), after=to.text, told=change.told)
    return change


@action("workshops.cancel")
def cancel(ctx: Ctx, *, event: Workshop, reason: Texts) -> Workshop:
    """Call the event off and write to everybody registered; its page and calendar say so."""
    event = Workshop.objects.select_for_update(of=("self",)).get(pk=event.pk)
    facts = events.facts_for(ctx.viewer, event)
    ensure(rules.may_cancel(ctx.viewer, facts, reason=str(reason)))
    told = people.addresses_of_event(ctx.viewer, event)
    event.state = rules.MOVES["cancel"][1]
    event.cancelled_at, event.cancel_reason = ctx.now, reason
    _touch(ctx, event)
    event.save(update_fields=["state", "cancelled_at", "cancel_reason", "changed_at", "sequence"])
    # An open board would take notes again when its first day begins.
    Board.objects.filter(workshop=event, state=Board.State.OPEN).update(state=Board.State.CLOSED)
    written = letters.send(ctx, "cancelled", told, event=event)
    ctx.record(event, state=event.state, told=written)
    return event


def _set_up(ctx: Ctx, event: Workshop, kinds: list[str], asks: dict[str, Texts]) -> None:
    """An open board takes notes as soon as its days begin; a meeting's boards wait for the lead."""
    boards = set_up_boards(ctx, workshop=event, kinds=kinds) if kinds else []
    for board in boards:
        if board.kind in asks:
            board.question = asks[board.kind]
            board.save(update_fields=["question"])
    if event.is_open_board:
        for board in boards:
            open_board(ctx, board=board)


def _columns(announcement: Announcement) -> dict[str, object]:
    found = dict(vars(announcement))
    found["languages"], found["access"] = list(announcement.languages), list(announcement.access)
    return found


def _touch(ctx: Ctx, event: Workshop) -> None:
    """A calendar program believes a change only when the sequence number has grown."""
    event.changed_at = ctx.now
    event.sequence += 1


def _write_objectives(
    event: Workshop, template: Template, objectives: Sequence[Texts] | None, mark: str
) -> None:
    texts = list(template.objectives if objectives is None else objectives)
    rows = [(Objective.Kind.OBJECTIVE, text) for text in texts]
    if objectives is None:
        rows += [(Objective.Kind.QUESTION, text) for text in template.questions]
    Objective.objects.bulk_create(
        Objective(
            city_id=event.city_id, workshop=event, position=n, kind=kind, text=text, mark=mark
        )
        for n, (kind, text) in enumerate(rows, 1)
    )


def _write_agenda(event: Workshop, plan: Sequence[Part], mark: str) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            city_id=event.city_id,
            workshop=event,
            position=n,
            minutes=part.minutes,
            method=part.method,
            title=part.title,
            output=part.output,
            boards=list(part.boards),
            rooms=part.rooms,
            dots=part.dots,
            tell=part.tell,
            script=part.script,
            mark=mark,
        )
        for n, part in enumerate(plan, 1)
    )


def _boards_of(plan: Sequence[Part]) -> list[str]:
    return list(dict.fromkeys(board for part in plan for board in part.boards))
