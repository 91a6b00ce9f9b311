"""All that a workshop left behind that anybody may know, as tables whose rows are streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, Cluster, Move, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import Resolution
from zaedno.features.workshops.models.paper import PaperSheet
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.models.voting import Tally
from zaedno.features.workshops.queries import balance, boards, poll_results
from zaedno.features.workshops.queries import everything_asked as asked
from zaedno.features.workshops.queries import everything_evaluation as judged
from zaedno.features.workshops.queries import everything_maps as drawn
from zaedno.features.workshops.queries.minutes_polls import published_polls
from zaedno.features.workshops.queries.rows import CHUNK, Row, Rows, both, part
from zaedno.features.workshops.rules.notes import shown_author


def tables(viewer: Viewer, event: Workshop) -> dict[str, Rows]:
    """Names of columns are for machines and the same in every language."""
    here: dict[str, Any] = {"city_id": viewer.city.pk, "workshop": event}
    return {
        "agenda": part(
            "position title_bg title_en method minutes began_at ended_at", lambda: _agenda(here)
        ),
        "boards": part("id kind state question_bg question_en", lambda: _boards(here)),
        "notes": part(
            "receipt board text_bg text_en lang written_on author source group mark",
            lambda: _notes(viewer, event),
        ),
        "groups": part("code title_bg title_en state merged_into", lambda: _groups(here)),
        "lineage": part(
            "change kind note from to at taken_back_at", lambda: _lineage(viewer, event)
        ),
        "dots": part("vote closed_at counted note dots paper", lambda: _dots(viewer, event)),
        "polls": part(
            "poll question kind item answer value n counted", lambda: _polls(viewer, event)
        ),
        "took_part": part(
            "kind wanted invited accepted came people", lambda: _took_part(viewer, event)
        ),
        "paper_sheets": part("number printed_at entered_at notes dots", lambda: _sheets(here)),
        "decisions": part(
            "number text_bg text_en noted_at taken_back_at", lambda: _decisions(here)
        ),
        **judged.tables(viewer, event),
        **asked.tables(viewer, event),
        **drawn.tables(viewer, event),
    }


def table(viewer: Viewer, event: Workshop, name: str) -> Rows:
    found = tables(viewer, event).get(name)
    if found is None:
        raise Http404
    return found


def head(viewer: Viewer, event: Workshop) -> Row:
    """What is known of the event itself."""
    return {
        "slug": event.slug,
        "title": dict(event.title),
        "kind": event.kind,
        "method": f"{event.method}-{event.method_version}" if event.method else "",
        "state": event.state,
        "format": event.format,
        "planned": event.planned.text if event.planned else None,
        "held": event.held.text if event.held else None,
        "started_at": event.started_at,
        "concluded_at": event.concluded_at,
        "validated_at": event.validated_at,
        "published_at": event.published_at,
        "mark": event.mark,
    }


def _agenda(here: Row) -> Iterator[Row]:
    for item in AgendaItem.objects.filter(**here).iterator(CHUNK):
        yield {
            "position": item.position,
            **both("title", item.title),
            "method": item.method,
            "minutes": item.minutes,
            "began_at": item.began_at,
            "ended_at": item.ended_at,
        }


def _boards(here: Row) -> Iterator[Row]:
    for board in Board.objects.filter(**here).iterator(CHUNK):
        own = {"id": board.pk, "kind": board.kind, "state": board.state}
        yield {**own, **both("question", board.question)}


def _notes(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """In the order of their receipts, which says nothing about when they came."""
    took_part = boards.took_part(viewer, [event.pk])
    found = boards.notes(viewer).filter(workshop=event).order_by("receipt")
    for note in found.iterator(CHUNK):
        organisation = str(note.organisation) if note.organisation else ""
        came = took_part.get((event.pk, note.kind_id or 0), 0)
        author = shown_author(note.authorship, organisation, str(note.kind or ""), came)
        yield {
            "receipt": note.receipt,
            "board": note.board.kind,
            **both("text", note.text),
            "lang": note.lang,
            "written_on": note.written_on,
            "author": str(author),
            "source": note.source,
            "group": note.cluster.code if note.cluster else "",
            "mark": note.mark,
        }


def _groups(here: Row) -> Iterator[Row]:
    for cluster in Cluster.objects.filter(**here).select_related("merged_into").iterator(CHUNK):
        yield {
            "code": cluster.code,
            **both("title", cluster.title),
            "state": cluster.state,
            "merged_into": cluster.merged_into.code if cluster.merged_into else "",
        }


def _lineage(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Every step a shown note made between groups, those taken back too."""
    found = Move.objects.filter(
        change__city_id=viewer.city.pk, change__workshop=event, note__state=Note.State.SHOWN
    ).select_related("change", "note", "source", "target")
    for move in found.order_by("change_id", "note__receipt").iterator(CHUNK):
        yield {
            "change": move.change_id,
            "kind": move.change.kind,
            "note": move.note.receipt,
            "from": move.source.code if move.source else "",
            "to": move.target.code if move.target else "",
            "at": move.change.at,
            "taken_back_at": move.change.undone_at,
        }


def _dots(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Closed votes only: while one is open no tally exists."""
    found = Tally.objects.filter(voting__city_id=viewer.city.pk, voting__workshop=event)
    found = found.filter(voting__state="closed", note__state=Note.State.SHOWN)
    for tally in found.select_related("voting", "note").order_by("voting_id", "note__receipt"):
        yield {
            "vote": tally.voting_id,
            "closed_at": tally.voting.closed_at,
            "counted": tally.voting.counted,
            "note": tally.note.receipt,
            "dots": tally.dots,
            "paper": tally.paper,
        }


def _polls(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    """Published results of at least five answers, as the pages show them."""
    public = Viewer(city=viewer.city, lang=viewer.lang)
    for poll in published_polls(public, event):
        told = poll_results.result(public, poll)
        own = {
            "poll": poll.pk,
            "question": str(poll.question),
            "kind": poll.kind,
            "n": poll.answered,
            "counted": poll.counted,
        }
        if told.few:
            yield {**own, "item": "", "answer": "", "value": None}
        for line in told.lines:
            yield {**own, "item": str(line.item.text), "answer": "", "value": line.figure}
        for one in told.words:
            yield {**own, "item": "", "answer": one.word.text, "value": one.word.count}
        for reply in told.replies if poll.kind == Poll.Kind.TEXT else ():
            yield {**own, "item": "", "answer": str(reply.text), "value": None}
        for view in () if told.lines else told.items:
            yield from _answers(own, view)


def _answers(own: Row, view: poll_results.ItemView) -> Iterator[Row]:
    item = {**own, "item": str(view.item.text), "n": view.n}
    for axis, value in (view.medians or {}).items():
        yield {**item, "answer": axis, "value": value}
    if view.shown and not view.medians:
        for choice in view.choices:
            yield {**item, "answer": str(choice.label), "value": choice.count}


def _took_part(viewer: Viewer, event: Workshop) -> Iterator[Row]:
    for count in balance.counts(viewer, event):
        names = ("wanted", "invited", "accepted", "came", "people")
        yield {"kind": count.code, **{name: getattr(count, name) for name in names}}


def _sheets(here: Row) -> Iterator[Row]:
    names = ("number", "printed_at", "entered_at", "notes", "dots")
    for sheet in PaperSheet.objects.filter(**here).iterator(CHUNK):
        yield {name: getattr(sheet, name) for name in names}


def _decisions(here: Row) -> Iterator[Row]:
    for row in Resolution.objects.filter(**here).iterator(CHUNK):
        moments = {"noted_at": row.noted_at, "taken_back_at": row.struck_at}
        yield {"number": row.number, **both("text", row.text), **moments}
