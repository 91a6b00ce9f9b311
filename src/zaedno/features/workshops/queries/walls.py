"""One workshop's boards as a page: columns of notes, by board or by group, in a fixed number of
queries however many notes there are."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.fields import Texts
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Voting
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import rooms, votes
from zaedno.features.workshops.rules.dots import ranked
from zaedno.features.workshops.rules.notes import LEADS, shown_author, shown_signature

BY = ("boards", "groups")


@dataclass(frozen=True)
class Paper:
    """A note as it lies on the wall. `dots` is known only after the vote; `mine` are one's own."""

    note: Note
    author: Sentence
    own: bool
    mine: int = 0
    dots: int | None = None

    @property
    def version(self) -> str:
        """Changes whenever the paper looks different to this viewer."""
        return f"{self.note.cluster_id or 0}.{self.mine}.{'' if self.dots is None else self.dots}"


@dataclass(frozen=True)
class Column:
    """A heading with its notes; `rank` and `dots` are a group's, once the vote is closed."""

    key: str
    title: Texts | Sentence
    papers: list[Paper]
    board: Board | None = None
    cluster: Cluster | None = None
    rank: int | None = None
    dots: int | None = None


@dataclass(frozen=True)
class Wall:
    workshop: Workshop
    by: str
    boards: list[Board]
    clusters: list[Cluster]
    columns: list[Column]
    voting: Voting | None
    ballot: votes.Ballot
    count: int

    @property
    def voting_open(self) -> bool:
        return self.voting is not None and self.voting.state == Voting.State.OPEN

    @property
    def validated(self) -> bool:
        return self.workshop.state in queries.FINAL

    @property
    def illustrative(self) -> bool:
        return any(paper.note.illustrative for column in self.columns for paper in column.papers)

    @property
    def mixed(self) -> bool:
        """Real and invented notes lie side by side: then each invented one says so itself."""
        real = any(not p.note.illustrative for column in self.columns for p in column.papers)
        return real and self.illustrative


def wall(
    viewer: Viewer, workshop: Workshop, by: str = "boards", room_id: int | None = None
) -> Wall:
    """What rooms write while they are open lies on their own screens only (`room_id`)."""
    boards = queries.boards(viewer, workshop.pk)
    clusters = queries.clusters(viewer, workshop.pk)
    voting = votes.latest(viewer, workshop.pk)
    ballot = votes.ballot(viewer, voting)
    papers = _papers(viewer, workshop, voting, ballot)
    if any(paper.note.room for paper in papers):
        hidden = rooms.elsewhere(viewer, rooms.going_on(viewer, workshop.pk), room_id)
        papers = [paper for paper in papers if paper.note.pk not in hidden]
    by = by if by in BY else "boards"
    if by == "groups":
        columns = _by_group(clusters, papers, counted=_closed(voting))
        if workshop.state in queries.FINAL and not columns[0].papers:
            columns = columns[1:]
    else:
        columns = _by_board(boards, papers)
    return Wall(workshop, by, boards, clusters, columns, voting, ballot, len(papers))


def papers(viewer: Viewer, notes: list[Note]) -> list[Paper]:
    """Notes of any workshops as papers, for other pages."""
    took_part = queries.took_part(viewer, list({n.workshop_id for n in notes}))
    tokens = {n.workshop_id: "" for n in notes}
    for workshop_id in tokens:
        tokens[workshop_id] = queries.author_token(viewer, workshop_id)
    closed = votes.closed(viewer, list(tokens))
    dots = votes.dots_by_note(viewer, list(closed.values())) if closed else {}
    return [
        Paper(
            note=n,
            author=_author(viewer, n, took_part),
            own=bool(n.author_token) and n.author_token == tokens[n.workshop_id],
            dots=dots.get(n.pk, 0) if n.workshop_id in closed else None,
        )
        for n in notes
    ]


def _papers(
    viewer: Viewer, workshop: Workshop, voting: Voting | None, ballot: votes.Ballot
) -> list[Paper]:
    notes = list(queries.notes(viewer).filter(workshop=workshop).order_by("id"))
    took_part = queries.took_part(viewer, [workshop.pk])
    token = queries.author_token(viewer, workshop.pk)
    closed = _closed(voting)
    dots = votes.dots_by_note(viewer, [voting]) if voting is not None and closed else {}
    return [
        Paper(
            note=n,
            author=_author(viewer, n, took_part),
            own=bool(token) and n.author_token == token,
            mine=ballot.placed.get(n.pk, 0),
            dots=dots.get(n.pk, 0) if closed else None,
        )
        for n in notes
    ]


def _author(viewer: Viewer, note: Note, took_part: dict[tuple[int, int], int]) -> Sentence:
    signature = getattr(note, "signature", None)
    if signature is not None:
        return shown_signature(signature.level, signature.name, leads=viewer.has(*LEADS))
    came = took_part.get((note.workshop_id, note.kind_id or 0), 0)
    organisation = str(note.organisation) if note.organisation else ""
    return shown_author(note.authorship, organisation, str(note.kind or ""), came)


def _closed(voting: Voting | None) -> bool:
    return voting is not None and voting.state == Voting.State.CLOSED


def _by_board(boards: list[Board], papers: list[Paper]) -> list[Column]:
    lying: dict[int, list[Paper]] = {b.pk: [] for b in boards}
    for paper in papers:
        lying[paper.note.board_id].append(paper)
    return [Column(f"board-{b.pk}", b.name, lying[b.pk], board=b) for b in boards]


def _by_group(clusters: list[Cluster], papers: list[Paper], *, counted: bool) -> list[Column]:
    """The notes that wait for a group first, then the groups: by number, once counted by rank."""
    lying: dict[int | None, list[Paper]] = {None: [], **{c.pk: [] for c in clusters}}
    for paper in papers:
        lying[paper.note.cluster_id].append(paper)
    dots = {c.pk: sum(p.dots or 0 for p in lying[c.pk]) for c in clusters}
    order = ranked({c.pk: (c.number, dots[c.pk]) for c in clusters})
    rank = {pk: place for place, pk in enumerate(order, start=1)} if counted else {}
    columns = [
        Column(
            f"group-{c.pk}",
            c.title,
            lying[c.pk],
            cluster=c,
            rank=rank.get(c.pk),
            dots=dots[c.pk] if counted else None,
        )
        for c in clusters
    ]
    columns.sort(key=lambda column: column.rank or 0)
    return [Column("group-none", _("Without a group yet"), lying[None]), *columns]
