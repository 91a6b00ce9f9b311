"""Paper is typed in sheet by sheet: each number once, its dots against the limit of a seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.codes import give_code
from zaedno.features.workshops.actions.notes import enter_note
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.paper import PaperSheet
from zaedno.features.workshops.models.voting import Dot, Voter, Voting, token_of
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import paper as queries
from zaedno.features.workshops.rules import notes as note_rules
from zaedno.features.workshops.rules import paper as rules
from zaedno.features.workshops.rules.paper import Line


@action("workshops.print_sheets")
def print_sheets(
    ctx: Ctx, *, event: Workshop, count: int, step: AgendaItem | None = None
) -> tuple[int, int]:
    """Give out numbers that no other sheet has; (first, last)."""
    event = _held(ctx, event)
    ensure(rules.may_print(ctx.viewer, state=event.state, count=count))
    give_code(event)
    first = queries.last_number(ctx.viewer, event) + 1
    last = first + count - 1
    PaperSheet.objects.bulk_create(
        PaperSheet(
            city_id=ctx.city.pk,
            workshop=event,
            number=number,
            step=step,
            title=step.title if step else Texts(),
            printed_at=ctx.now,
        )
        for number in range(first, last + 1)
    )
    ctx.record(event, first=first, last=last, step=step.position if step else 0)
    return first, last


@action("workshops.enter_sheet")
def enter_sheet(
    ctx: Ctx,
    *,
    event: Workshop,
    number: int,
    lines: Sequence[Line] = (),
    dots: Mapping[str, int] | None = None,
    kind_id: int | None = None,
    code: str = "",
) -> PaperSheet:
    """A whole sheet or nothing: its notes, and its dots by the receipt numbers of notes.

    `code` stands on the sheet beside its number and says of which workshop it is.
    """
    event = _held(ctx, event)
    laid = {note: count for note, count in (dots or {}).items() if count}
    sheet = queries.facts_for(ctx.viewer, event, number)
    other = queries.elsewhere(ctx.viewer, event, code)
    ensure(rules.may_be_of(code, event.join_code, other))
    cast = sum(laid.values())
    state = event.state
    ensure(rules.may_enter_sheet(ctx.viewer, state=state, sheet=sheet, lines=lines, cast=cast))
    for line in lines:
        assert line.board_id is not None
        board = boards.board(ctx.viewer, line.board_id)
        said = note_rules.clean(line.text)
        lang = note_rules.written_in(said, ctx.viewer.lang)
        text = Texts({lang: said})
        enter_note(ctx, board=board, text=text, lang=lang, kind_id=kind_id, written_before=True)
    _lay(ctx, event, number, laid)
    told = {
        "entered_at": ctx.now,
        "entered_by_id": ctx.person.pk if ctx.person else None,
        "notes": len(lines),
        "dots": cast,
    }
    row, _made = PaperSheet.objects.update_or_create(
        workshop=event,
        number=number,
        defaults=told,
        create_defaults={**told, "city_id": ctx.city.pk},
    )
    ctx.record(event, sheet=number, notes=row.notes, dots=row.dots)
    return row


def _lay(ctx: Ctx, event: Workshop, number: int, laid: dict[str, int]) -> None:
    """The sheet takes the place of a seat that has no account; the vote's row is held meanwhile."""
    held = Voting.objects.select_for_update(no_key=True)
    voting = held.filter(workshop=event, state=Voting.State.OPEN).first() if laid else None
    cast = sum(laid.values())
    free, taken = queries.seats(ctx.viewer, voting) if voting else (0, 0)
    limit = voting.dots if voting else None
    ensure(rules.may_count_dots(cast=cast, limit=limit, seats=free, sheets=taken))
    if voting is None:
        return
    notes = queries.notes_by_receipt(ctx.viewer, event, list(laid))
    for receipt in laid:
        ensure(rules.may_lie(receipt, receipt in notes))
    token = token_of("sheet", voting.pk, number)
    Voter.objects.create(voting=voting, token=token, limit=voting.dots, used=cast, paper=True)
    Dot.objects.bulk_create(
        Dot(voting=voting, token=token, note=notes[receipt], count=count)
        for receipt, count in sorted(laid.items())
    )


def _held(ctx: Ctx, event: Workshop) -> Workshop:
    """The workshop's row is held: numbers of its sheets are given out and used one at a time."""
    held = Workshop.objects.select_for_update(of=("self",), no_key=True)
    return held.get(pk=event.pk, city_id=ctx.city.pk)
