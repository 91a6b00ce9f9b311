"""Votes as anybody may see them: my own dots while it is open, everybody's when it is closed.

While a vote is open there is no tally in the database at all; nothing here adds up dots.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core.charts import Bar, BarChart
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Dot, Tally, Voter, Voting, token_of
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries.swot import demonstration
from zaedno.features.workshops.rules import seats
from zaedno.features.workshops.rules.dots import dots_left, ranked


@dataclass(frozen=True)
class Ballot:
    """What one person has left, and where their own dots lie."""

    on_roll: bool = False
    limit: int = 0
    left: int = 0
    placed: dict[int, int] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return dots_left(self.left, self.limit)


@dataclass(frozen=True)
class Ranked:
    cluster: Cluster
    rank: int
    dots: int
    notes: int
    paper: int = 0  # of the dots, from paper sheets; nothing where fewer than five voted so


def voting(viewer: Viewer, pk: int) -> Voting:
    found = Voting.objects.filter(city_id=viewer.city.pk).select_related("workshop")
    return get_object_or_404(found, pk=pk)


def latest(viewer: Viewer, workshop_id: int) -> Voting | None:
    """The vote that is open, else the last one that was closed."""
    found = Voting.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return found.order_by("-state", "-id").first()


def closed(viewer: Viewer, workshop_ids: list[int]) -> dict[int, Voting]:
    """{workshop: its last closed vote}."""
    found = Voting.objects.filter(city_id=viewer.city.pk, workshop_id__in=workshop_ids)
    found = found.filter(state=Voting.State.CLOSED).order_by("id")
    return {v.workshop_id: v for v in found}


def ballot(viewer: Viewer, voting: Voting | None) -> Ballot:
    who = seats.voter(viewer, voting.workshop_id) if voting is not None else ""
    if voting is None or voting.state != Voting.State.OPEN or not who:
        return Ballot()
    token = token_of("dots", voting.pk, who)
    voter = Voter.objects.filter(voting=voting, token=token).first()
    if voter is None:
        return Ballot()
    mine = Dot.objects.filter(voting=voting, token=token).values_list("note_id", "count")
    return Ballot(on_roll=True, limit=voter.limit, left=voter.left, placed=dict(mine))


def dots_by_note(viewer: Viewer, votings: list[Voting]) -> dict[int, int]:
    """{note: dots} of closed votes."""
    result = Tally.objects.filter(voting__in=votings, voting__city_id=viewer.city.pk)
    result = result.filter(voting__state=Voting.State.CLOSED)
    return dict(result.values_list("note_id", "dots"))


def paper_dots(viewer: Viewer, votings: list[Voting]) -> dict[int, int]:
    """{note: dots from paper sheets}, of votes in which enough sheets voted."""
    result = Tally.objects.filter(voting__in=votings, voting__city_id=viewer.city.pk)
    result = result.filter(voting__state=Voting.State.CLOSED, paper__isnull=False)
    mixed = result.filter(voting__counted=Voting.Counted.HERE)
    return {tally.note_id: tally.paper or 0 for tally in mixed}


def rankings(viewer: Viewer, workshop_ids: list[int]) -> dict[int, list[Ranked]]:
    """{workshop: its groups, most dots first}; nothing before a vote was closed."""
    votes = closed(viewer, workshop_ids)
    if not votes:
        return {}
    dots = dots_by_note(viewer, list(votes.values()))
    sheets = [v for v in votes.values() if v.on_paper]
    paper = paper_dots(viewer, sheets) if sheets else {}
    live = Cluster.objects.filter(
        city_id=viewer.city.pk, workshop_id__in=votes, state=Cluster.State.LIVE
    )
    by_pk = {c.pk: c for c in live.select_related("theme")}
    members: dict[int, list[int]] = {pk: [] for pk in by_pk}
    grouped = Note.objects.filter(cluster_id__in=by_pk, state=Note.State.SHOWN)
    for note_id, cluster_id in grouped.values_list("id", "cluster_id"):
        members[cluster_id].append(note_id)
    found: dict[int, list[Ranked]] = {}
    for workshop_id in votes:
        sums = {
            pk: (c.number, sum(dots.get(n, 0) for n in members[pk]))
            for pk, c in by_pk.items()
            if c.workshop_id == workshop_id
        }
        found[workshop_id] = [
            Ranked(
                by_pk[pk],
                place,
                sums[pk][1],
                len(members[pk]),
                sum(paper.get(n, 0) for n in members[pk]),
            )
            for place, pk in enumerate(ranked(sums), start=1)
        ]
    return found


def outside_groups(viewer: Viewer, voting: Voting) -> list[tuple[Note, int]]:
    """Notes that got dots and are in no group: they are in no group's sum, so they are named."""
    found = Tally.objects.filter(voting=voting, voting__city_id=viewer.city.pk)
    found = found.filter(note__cluster=None, note__state=Note.State.SHOWN)
    rows = found.select_related("note").order_by("-dots", "note_id")
    return [(tally.note, tally.dots) for tally in rows]


def ranking(viewer: Viewer, workshop_id: int) -> list[Ranked]:
    return rankings(viewer, [workshop_id]).get(workshop_id, [])


def all_groups(viewer: Viewer) -> list[tuple[Cluster, Ranked | None]]:
    """Every group of workshops whose result stands, with its place where there was a vote."""
    found = list(boards.final_clusters(viewer))
    placed = rankings(viewer, sorted({c.workshop_id for c in found}))
    places = {r.cluster.pk: r for rows in placed.values() for r in rows}
    ordered = sorted(
        found, key=lambda c: (-c.workshop_id, places[c.pk].rank if c.pk in places else c.number)
    )
    return [(c, places.get(c.pk)) for c in ordered]


def chart(viewer: Viewer, workshop: Workshop) -> BarChart:
    """The ranking as bars; each one leads to its group's notes."""
    rows = ranking(viewer, workshop.pk)
    return BarChart(
        title=_("Groups of notes by dots"),
        bars=tuple(
            Bar(
                label=f"{r.rank}. {r.cluster.title}",
                value=r.dots,
                url=reverse("workshops:group", args=[r.cluster.pk]),
            )
            for r in rows
        ),
        label_head=_("Group of notes"),
        value_head=_("Dots"),
        watermark=demonstration(any(r.cluster.illustrative for r in rows)),
    )


def turnout(viewer: Viewer, workshop_id: int) -> tuple[int, int]:
    """(could vote, voted) of the last closed vote."""
    found = closed(viewer, [workshop_id]).get(workshop_id)
    return (found.could_vote, found.did_vote or 0) if found else (0, 0)
