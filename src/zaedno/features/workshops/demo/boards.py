"""Loads the boards of the demo file: notes, groups and the vote of W1, the living open board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.demo import DemoLoad, Row
from zaedno.features.workshops.actions import boards, clusters, dots, notes
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.platform.cities.queries import themes

WRITTEN, GROUPED, VOTED = "14:40", "15:35", "15:45"


def load(demo: DemoLoad) -> None:
    """The notes of the first workshop, gathered in its groups, with the dots they got."""
    meta = demo.section("notes_meta")
    workshop = workshop_of(demo, meta.need("event"))
    day = workshop.held or workshop.planned
    with demo.at(day, WRITTEN):
        found = _boards(demo, workshop, (row.need("board") for row in demo.rows("notes")))
        for row in demo.rows("notes"):
            demo.remember(row.need("id"), _note(demo, row, found))
    with demo.at(day, GROUPED):
        for row in demo.rows("clusters"):
            demo.remember(row.need("id"), _cluster(demo, row, workshop))
    with demo.at(day, VOTED):
        _vote(demo, meta, workshop)
        for board in found.values():
            boards.close_board(demo.ctx("facilitator"), board=board)


def load_living(demo: DemoLoad) -> None:
    """What is open on the day of loading: a board that anybody may write on."""
    for event in demo.rows("living", "events"):
        if event.get("notes"):
            opened = demo.day(int(event.need("opens_in_days")))
            with demo.at(opened, WRITTEN):
                workshop = workshop_of(demo, event.need("id"))
                wanted = (row.need("board") for row in event["notes"])
                found = _boards(demo, workshop, wanted)
                for row in event["notes"]:
                    note = _note(demo, row, found, authorship=Note.Authorship.ANONYMOUS)
                    demo.remember(row.need("id"), note)


def workshop_of(demo: DemoLoad, demo_id: str) -> Workshop:
    pk = demo.pk("workshops.workshop", demo_id)
    return queries.workshops(demo.ctx("facilitator").viewer).get(pk=pk)


def _boards(demo: DemoLoad, workshop: Workshop, kinds: Iterable[str]) -> dict[str, Board]:
    """The workshop's boards, open, in the order in which the notes name them."""
    ctx = demo.ctx("facilitator")
    wanted = list(dict.fromkeys(kinds))
    made = boards.set_up_boards(ctx, workshop=workshop, kinds=wanted)
    for board in made:
        if board.kind in wanted and board.state == Board.State.PLANNED:
            boards.open_board(ctx, board=board)
    return {b.kind: b for b in queries.boards(ctx.viewer, workshop.pk)}


def _note(demo: DemoLoad, row: Row, found: dict[str, Board], **more: Any) -> Note:
    ctx = demo.ctx("notetaker")
    text, group = row.texts(), row.need("group")
    details: dict[str, Any] = {
        "theme": theme_of(demo, row),
        "scope": row.get("scope", ""),
        "room": row.get("room", ""),
        "source": Note.Source.ONLINE,
        "mark": row.mark,
        "authorship": Note.Authorship.GROUP,
    }
    try:
        return notes.enter_note(
            ctx,
            board=found[row["board"]],
            text=text,
            lang=next(iter(text)),
            kind_id=None if group == "other" else demo.pk("people.stakeholderkind", group),
            **{**details, **more},
        )
    except KeyError as error:
        raise row.fail("board", _("names no board of the workshop")) from error


def _cluster(demo: DemoLoad, row: Row, workshop: Workshop) -> Cluster:
    members = [r["id"] for r in demo.rows("notes") if r.get("cluster") == row["id"]]
    ctx = demo.ctx("facilitator")
    ids = [demo.pk("workshops.note", member) for member in members]
    theme = theme_of(demo, row)
    made = clusters.make_cluster(
        ctx,
        workshop=workshop,
        title=row.texts(),
        notes=list(queries.notes(ctx.viewer).filter(pk__in=ids)),
        theme_id=theme.pk if theme else None,
        mark=row.mark,
    )
    if made.code != row["id"]:
        raise row.fail("id", _("the groups must be numbered in order"))
    return made


def _vote(demo: DemoLoad, meta: Row, workshop: Workshop) -> None:
    """The file holds sums only: the vote is entered as counted elsewhere, closed at once."""
    counted = {demo.pk("workshops.note", r["id"]): int(r["votes"]) for r in demo.rows("notes")}
    each, cast = int(meta.need("dots_per_participant")), int(meta.need("dots_cast"))
    if sum(counted.values()) != cast:
        raise meta.fail("dots_cast", _("is not the sum of the notes' dots"))
    dots.enter_vote_result(
        demo.ctx("coordinator"),
        workshop=workshop,
        dots_by_note={pk: n for pk, n in counted.items() if n},
        dots=each,
        could_vote=int(meta.need("participants")),
        did_vote=-(-cast // each),
        mark=meta.mark,
    )


def theme_of(demo: DemoLoad, row: Row) -> Any:
    if not row.get("theme"):
        return None
    found = themes(demo.ctx("facilitator").viewer).filter(code=row["theme"]).first()
    if found is None:
        raise row.fail("theme", _("names no theme of this file"))
    return found
