"""Setting boards up, opening, closing and freezing them."""

from __future__ import annotations

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.actions.session import fix_privacy
from zaedno.features.workshops.models.board import Board, ColumnTitle, Note, channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.rules import boards as rules


@action("workshops.set_up_boards")
def set_up_boards(
    ctx: Ctx, *, workshop: Workshop, kinds: list[str], question: Texts | None = None
) -> list[Board]:
    """Give a workshop its columns, in this order; those it has already stay as they are."""
    ensure(rules.may_set_up(ctx.viewer, workshop.state in queries.FINAL))
    there = {b.kind for b in queries.boards(ctx.viewer, workshop.pk)}
    new = [kind for kind in dict.fromkeys(kinds) if kind not in there]
    Board.objects.bulk_create(
        Board(
            city_id=ctx.city.pk,
            workshop=workshop,
            kind=Board.Kind(kind),
            question=question or {},
            order=len(there) + place,
            mark=workshop.mark and Board.Mark.ILLUSTRATIVE,
        )
        for place, kind in enumerate(new)
    )
    ctx.record(workshop, boards=len(there) + len(new))
    return queries.boards(ctx.viewer, workshop.pk)


@action("workshops.add_column")
def add_column(
    ctx: Ctx, *, workshop: Workshop, title: Texts, question: Texts | None = None, mark: str = ""
) -> Board:
    """A column with a title of one's own; the workshop is held while its columns are counted."""
    workshop = Workshop.objects.select_for_update(no_key=True).get(
        pk=workshop.pk, city_id=ctx.city.pk
    )
    there = queries.boards(ctx.viewer, workshop.pk)
    ensure(rules.may_add_column(ctx.viewer, len(there), workshop.state in queries.FINAL))
    board = Board.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        kind=Board.Kind.OWN,
        title=title,
        question=question or {},
        order=len(there),
        mark=mark or (workshop.mark and Board.Mark.ILLUSTRATIVE),
    )
    ctx.record(board)
    publish(channel(workshop.pk), "board", board.pk)
    return board


@action("workshops.rename_column")
def rename_column(ctx: Ctx, *, board: Board, title: Texts, question: Texts | None = None) -> Board:
    """The title before stays on record: the annex of the report names it."""
    found = Board.objects.select_for_update(of=("self",), no_key=True).select_related("workshop")
    board = found.get(pk=board.pk, city_id=ctx.city.pk)
    validated = board.workshop.state in queries.FINAL
    ensure(rules.may_rename_column(ctx.viewer, board.kind, validated))
    if board.title != title:
        ColumnTitle.objects.create(
            city_id=ctx.city.pk, board=board, title=board.title, replaced_at=ctx.now
        )
    board.title, board.question = title, question or Texts()
    board.save(update_fields=["title", "question"])
    ctx.record(board)
    publish(channel(board.workshop_id), "board", board.pk)
    return board


@action("workshops.open_board")
def open_board(ctx: Ctx, *, board: Board) -> Board:
    board = _turn(ctx, board, Board.State.OPEN)
    fix_privacy(ctx, board)
    return board


@action("workshops.close_board")
def close_board(ctx: Ctx, *, board: Board) -> Board:
    """No more notes; from now on nothing tells which of them were one person's."""
    board = _turn(ctx, board, Board.State.CLOSED)
    _forget_authors([board.pk])
    return board


def _turn(ctx: Ctx, board: Board, to: Board.State) -> Board:
    board = Board.objects.select_for_update(no_key=True).get(pk=board.pk, city_id=ctx.city.pk)
    ensure(rules.may_turn(ctx.viewer, board.state, to))
    board.state = to
    board.save(update_fields=["state"])
    ctx.record(board, state=str(to))
    publish(channel(board.workshop_id), "board", board.pk)
    return board


@action("workshops.freeze_boards")
def freeze_boards(ctx: Ctx, *, workshop: Workshop) -> Workshop:
    """The notes stay as they are, for good. Groups can be corrected until validation."""
    held = Board.objects.select_for_update(no_key=True).filter(
        workshop=workshop, city_id=ctx.city.pk
    )
    found = list(held.order_by("id"))
    voting_open = queries.open_voting(ctx.viewer, workshop.pk) is not None
    ensure(rules.may_freeze(ctx.viewer, [b.state for b in found], voting_open))
    Board.objects.filter(pk__in=[b.pk for b in found]).update(state=Board.State.FROZEN)
    _forget_authors([b.pk for b in found])
    ctx.record(workshop, boards=len(found))
    publish(channel(workshop.pk), "board")
    return workshop


def _forget_authors(board_ids: list[int]) -> None:
    Note.objects.filter(board_id__in=board_ids).exclude(author_token="").update(author_token="")
