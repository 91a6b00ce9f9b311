"""Notes and groups as other rooms see them: things, stories, and which note is in which group."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Change, Cluster, Move, Note
from zaedno.features.workshops.queries import boards, votes, walls
from zaedno.features.workshops.rules.words import ordinal

Ref = tuple[str, str]
NOTE, CLUSTER = "workshops.note", "workshops.cluster"


def ties(viewer: Viewer, *, refs: list[Ref], up: bool) -> list[tuple[Ref, Ref]]:
    """A note is earlier than the group it is in; the table of notes keeps that itself."""
    kind, column = (CLUSTER, "cluster_id__in") if up else (NOTE, "id__in")
    ids = [ident for ref_kind, ident in refs if ref_kind == kind and ident.isdigit()]
    if not ids:
        return []
    grouped = boards.notes(viewer).filter(cluster__isnull=False, **{column: ids})
    pairs = grouped.order_by("id").values_list("id", "cluster_id")
    return [((NOTE, str(note)), (CLUSTER, str(cluster))) for note, cluster in pairs]


def _notes(viewer: Viewer, ids: list[str]) -> list[Note]:
    found = boards.notes(viewer).filter(pk__in=[i for i in ids if i.isdigit()])
    return list(found.select_related("theme"))


def notes(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    return {str(p.note.pk): _note(viewer, p) for p in walls.papers(viewer, _notes(viewer, ids))}


def _note(viewer: Viewer, paper: walls.Paper) -> Thing:
    note = paper.note
    text, lang = note.text.best(viewer.lang)
    return Thing(
        kind=NOTE,
        id=str(note.pk),
        title=text,
        url=reverse("workshops:note", args=[note.receipt]),
        summary=f"{note.board} · {paper.author or _('anonymous')}",
        lang=lang,
        status="grouped" if note.cluster_id else "new",
        status_word=_("in a group") if note.cluster_id else _("waits for a group"),
        tone="now",
        station="note",
        receipt=note.receipt,
        date=When.day(note.written_on),
        mark=note.mark,
        facts={
            "board": note.board.kind,
            "cluster": note.cluster_id,
            "workshop": note.workshop_id,
            "theme": note.theme.code if note.theme else "",
            "scope": note.scope,
            "dots": paper.dots,
        },
    )


def _clusters(viewer: Viewer, ids: list[str]) -> list[Cluster]:
    found = Cluster.objects.filter(city_id=viewer.city.pk, pk__in=[i for i in ids if i.isdigit()])
    shown = Count("notes", filter=Q(notes__state=Note.State.SHOWN))
    return list(found.select_related("workshop", "theme").annotate(shown=shown))


def clusters(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    found = _clusters(viewer, ids)
    places = _places(viewer, found)
    return {str(c.pk): _cluster(viewer, c, places) for c in found}


def _places(viewer: Viewer, found: list[Cluster]) -> dict[int, tuple[votes.Ranked, int]]:
    """{group: (its place in the vote, of how many)}."""
    rankings = votes.rankings(viewer, sorted({c.workshop_id for c in found}))
    return {r.cluster.pk: (r, len(rows)) for rows in rankings.values() for r in rows}


def _cluster(viewer: Viewer, c: Cluster, places: dict[int, tuple[votes.Ranked, int]]) -> Thing:
    title, lang = c.title.best(viewer.lang)
    place = places.get(c.pk)
    final = c.workshop.state in boards.FINAL
    facts: dict[str, Any] = {
        "code": c.code,
        "workshop": c.workshop_id,
        "theme": c.theme.code if c.theme else "",
        "notes": c.shown,  # type: ignore[attr-defined]
        "validated": final,
    }
    if place:
        facts |= {"votes": place[0].dots, "rank": place[0].rank, "of": place[1]}
    words = ngettext("%(n)d note", "%(n)d notes", facts["notes"]) % {"n": facts["notes"]}
    return Thing(
        kind=CLUSTER,
        id=str(c.pk),
        title=title,
        url=reverse("workshops:group", args=[c.pk]),
        summary=f"{words} · {_place_words(place, viewer.lang)}" if place else words,
        lang=lang,
        status="validated" if final and c.state == Cluster.State.LIVE else c.state,
        status_word=_("validated") if final else c.get_state_display(),
        tone="dropped" if c.state == Cluster.State.DISSOLVED else "now",
        station="note",
        date=c.workshop.held or c.workshop.planned,
        mark=c.mark,
        facts=facts,
    )


def _place_words(place: tuple[votes.Ranked, int], lang: str) -> str:
    """“20 dots, 1st place of 12”."""
    row, of = place
    dots = ngettext("%(n)d dot", "%(n)d dots", row.dots) % {"n": row.dots}
    told = {"dots": dots, "place": ordinal(row.rank, lang), "of": of}
    return _("%(dots)s, %(place)s place of %(of)d") % told


def note_stories(viewer: Viewer, ids: list[str]) -> dict[str, list[Step]]:
    """“On 7 January 2021 a participant wrote: …” and which group the note joined."""
    found = _notes(viewer, ids)
    papers = walls.papers(viewer, found)
    grouped = [n.cluster for n in found if n.cluster]
    places = _places(viewer, grouped)
    moved = _moved_on(viewer, [n.pk for n in found])
    return {
        str(p.note.pk): [_written(viewer, p), *_joined(viewer, p.note, places, moved)]
        for p in papers
    }


def _written(viewer: Viewer, paper: walls.Paper) -> Step:
    note = paper.note
    day = When.day(note.written_on)
    text = note.text.best(viewer.lang)[0].removesuffix(".")
    told = {"date": day.show(viewer.lang), "text": text}
    if note.organisation:
        said = _("On %(date)s %(who)s wrote: “%(text)s”.") % {**told, "who": paper.author}
    elif note.authorship == Note.Authorship.GROUP:
        said = _("On %(date)s a participant (%(who)s) wrote: “%(text)s”.")
        said = said % {**told, "who": paper.author}
    elif note.workshop.is_open_board:
        said = _("On %(date)s somebody wrote on the open board: “%(text)s”.") % told
    else:
        said = _("On %(date)s a participant wrote: “%(text)s”.") % told
    url = reverse("workshops:note", args=[note.receipt])
    return Step(day, said, "note", url, order=1, illustrative=note.illustrative)


def _joined(
    viewer: Viewer,
    note: Note,
    places: dict[int, tuple[votes.Ranked, int]],
    moved: dict[int, When],
) -> list[Step]:
    if note.cluster is None:
        return []
    told = {"group": note.cluster.title.best(viewer.lang)[0]}
    place = places.get(note.cluster.pk)
    if place:
        told["place"] = _place_words(place, viewer.lang)
        said = _("The note joined the group “%(group)s” (%(place)s).") % told
    else:
        said = _("The note joined the group “%(group)s”.") % told
    url = reverse("workshops:group", args=[note.cluster.pk])
    day = moved.get(note.pk, When.day(note.written_on))
    return [Step(day, said, "note", url, order=2, illustrative=note.cluster.illustrative)]


def _moved_on(viewer: Viewer, note_ids: list[int]) -> dict[int, When]:
    """{note: the day it came to where it is}."""
    moves = Move.objects.filter(note_id__in=note_ids, change__undone_at__isnull=True)
    moves = moves.filter(change__city_id=viewer.city.pk).order_by("change_id")
    return {n: When.day(clock.day(at)) for n, at in moves.values_list("note_id", "change__at")}


def cluster_stories(viewer: Viewer, ids: list[str]) -> dict[str, list[Step]]:
    """How many notes were gathered, when, and what the vote gave them."""
    found = _clusters(viewer, ids)
    places = _places(viewer, found)
    made = Change.objects.filter(
        made__in=found, kind__in=[Change.Kind.CREATE, Change.Kind.MERGE]
    ).values_list("made_id", "at")
    made_on = {pk: When.day(clock.day(at)) for pk, at in made}
    closed = votes.closed(viewer, sorted({c.workshop_id for c in found}))
    stories = {}
    for c in found:
        steps = [_gathered(viewer, c, made_on[c.pk])] if c.pk in made_on else []
        vote = closed.get(c.workshop_id)
        if c.pk in places and vote and vote.closed_at:
            steps.append(_voted(viewer, c, places[c.pk], When.day(clock.day(vote.closed_at))))
        stories[str(c.pk)] = steps
    return stories


def _gathered(viewer: Viewer, c: Cluster, day: When) -> Step:
    count: int = c.shown  # type: ignore[attr-defined]
    said = ngettext(
        "On %(date)s %(n)d note was gathered in the group “%(group)s”.",
        "On %(date)s %(n)d notes were gathered in the group “%(group)s”.",
        count,
    ) % {"date": day.show(viewer.lang), "n": count, "group": c.title.best(viewer.lang)[0]}
    url = reverse("workshops:group", args=[c.pk])
    return Step(day, said, "note", url, order=3, illustrative=c.illustrative)


def _voted(viewer: Viewer, c: Cluster, place: tuple[votes.Ranked, int], day: When) -> Step:
    told = {"date": day.show(viewer.lang), "place": _place_words(place, viewer.lang)}
    said = _("The vote that closed on %(date)s gave the group %(place)s.") % told
    url = reverse("workshops:ranking", args=[c.workshop.slug])
    return Step(day, said, "note", url, order=4, illustrative=c.illustrative)
